namespace FlextMonitor.Hub.Access;

/// <summary>Says which people there still are, for rooms that keep something of theirs. Somebody disabled is still there; somebody removed never comes back.</summary>
public interface IKnownPeople
{
    /// <summary>The e-mail addresses of those of some ids who have an account, disabled ones included, by id.</summary>
    /// <exception cref="RightsUnavailableException">The store is away.</exception>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
