using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Storage;

/// <summary>Whether a store can be read. It asks for the applied migrations, because opening a SQLite file says nothing about what is in it.</summary>
internal sealed class StoreHealthCheck(StoreName name, IEnumerable<IStore> stores) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AreCurrentAsync(cancellationToken).ConfigureAwait(false)
                ? HealthCheckResult.Healthy("The store answers.")
                : new HealthCheckResult(context.Registration.FailureStatus, "The store lacks tables that it had at the start.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Anyone may read the answer, and the exception may name the server and the role. It goes to the log only.
            return new HealthCheckResult(context.Registration.FailureStatus, "The store does not answer.", exception);
        }
    }

    private async Task<bool> AreCurrentAsync(CancellationToken cancellationToken)
    {
        foreach (var store in stores.Where(store => store.Name == name))
        {
            if (!await store.IsCurrentAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }
}
