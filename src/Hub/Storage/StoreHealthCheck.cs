using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Storage;

/// <summary>Whether a store can be read. It asks for the applied migrations, because opening a SQLite file says nothing about what is in it.</summary>
internal sealed class StoreHealthCheck(StoreName name, IEnumerable<IStore> stores) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var store in stores.Where(store => store.Name == name))
        {
            if (!await store.IsCurrentAsync(cancellationToken).ConfigureAwait(false))
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "The store lacks tables that it had at the start.");
            }
        }

        return HealthCheckResult.Healthy("The store answers.");
    }
}
