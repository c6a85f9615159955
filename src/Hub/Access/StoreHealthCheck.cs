using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Access;

/// <summary>Whether the store answers, so that somebody could sign in.</summary>
internal sealed class StoreHealthCheck(IDbContextFactory<AccessDbContext> store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var access = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);

        // A query, because opening a SQLite file says nothing of what is in it. A failure becomes the check's own.
        await access.Users.AnyAsync(cancellationToken).ConfigureAwait(false);
        return HealthCheckResult.Healthy("The store answers.");
    }
}
