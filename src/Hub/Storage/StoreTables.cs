namespace FlextMonitor.Hub.Storage;

/// <summary>The tables of all stores that the program cannot do without, for a command that uses them beside the monitor and must not change them.</summary>
public sealed class StoreTables
{
    private readonly IEnumerable<IStore> _stores;

    internal StoreTables(IEnumerable<IStore> stores) => _stores = stores;

    /// <summary>Refuses to go on with tables of another release.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A database cannot be used, or lacks migrations; the message says why in one line.</exception>
    public async Task RequireCurrentAsync(CancellationToken cancellationToken)
    {
        foreach (var store in _stores.Where(store => store.Name.IsEssential))
        {
            await store.RequireCurrentAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
