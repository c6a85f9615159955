namespace FlextMonitor.Hub.Access;

/// <summary>Looks up what people may do while they do not call, such as those who are to be told something.</summary>
public interface IPeopleRights
{
    /// <summary>Those people of some ids who are not disabled, in no particular order; empty if there are none.</summary>
    /// <exception cref="RightsUnavailableException">The store is away.</exception>
    Task<IReadOnlyList<PersonRights>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
