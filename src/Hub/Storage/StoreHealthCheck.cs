using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Storage;

/// <summary>Whether a store can be read and written. It asks for the applied migrations, because opening a SQLite file says nothing about what is in it.</summary>
internal sealed class StoreHealthCheck(StoreName name, IEnumerable<IStore> stores) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var ofName = stores.Where(store => store.Name == name).ToList();
            return !await AllAsync(ofName, store => store.IsCurrentAsync(cancellationToken)).ConfigureAwait(false) ? Failed("The store lacks tables that it had at the start.")
                : !await AllAsync(ofName, store => store.IsWritableAsync(cancellationToken)).ConfigureAwait(false) ? Failed("The store cannot be written. Nobody new can sign in, and nothing can be changed.")
                : HealthCheckResult.Healthy("The store answers.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Anyone may read the answer, and the exception may name the server and the role. It goes to the log only.
            return Failed("The store does not answer.", exception);
        }

        HealthCheckResult Failed(string description, Exception? exception = null) => new(context.Registration.FailureStatus, description, exception);
    }

    private static async Task<bool> AllAsync(IEnumerable<IStore> stores, Func<IStore, Task<bool>> holds)
    {
        foreach (var store in stores)
        {
            if (!await holds(store).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }
}
