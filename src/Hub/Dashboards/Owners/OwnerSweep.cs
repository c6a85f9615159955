using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Storage;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Dashboards.Owners;

/// <summary>
/// Passes dashboards of people who were removed to the administrators. It looks when this process changes what somebody may do, and from time to time: another process may have
/// removed them. Somebody who is disabled keeps everything.
/// </summary>
internal sealed partial class OwnerSweep(
    IDbContextFactory<DashboardsDbContext> store, IKnownPeople people, IAuditTrail trail, TimeProvider time, ILogger<OwnerSweep> logger) : SupervisedService, IRightsChangeListener
{
    /// <summary>The time between two looks, if nothing changes here.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly AsyncAutoResetEvent _changed = new(time);
    private bool _fails;

    public void OnRightsChanged() => _changed.Set();

    /// <summary>Looks now.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var owners = await context.Dashboards.Where(row => row.OwnerId != null).Select(row => row.OwnerId!).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
        var homes = await context.Homes.Select(row => row.PersonId).ToListAsync(cancellationToken).ConfigureAwait(false);
        string[] ids = [.. owners.Union(homes)];
        var known = await people.FindAsync(ids, cancellationToken).ConfigureAwait(false);
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var name))
            {
                await context.Dashboards.Where(row => row.OwnerId == id && row.OwnerName != name)
                    .ExecuteUpdateAsync(row => row.SetProperty(dashboard => dashboard.OwnerName, name), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await PassAsync(context, id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The owners of dashboards", RunAsync, new(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var isDone = await TrySweepAsync(cancellationToken).ConfigureAwait(false);
            await _changed.WaitAsync(isDone ? Period : RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken).ConfigureAwait(false);
            _fails = false;
            return true;
        }
        catch (Exception exception) when (exception is RightsUnavailableException || StoreFailure.IsUnavailable(exception))
        {
            if (!_fails)
            {
                Log.Unavailable(logger, RetryAfter, exception);
            }

            _fails = true;
            return false;
        }
    }

    private async Task PassAsync(DashboardsDbContext context, string person, CancellationToken cancellationToken)
    {
        await context.Homes.Where(row => row.PersonId == person).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await context.Editors.Where(row => row.PersonId == person).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in await context.Dashboards.AsNoTracking().Where(row => row.OwnerId == person).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            // Of several processes that look at the same time, one finds it.
            var passed = await context.Dashboards.Where(stored => stored.Id == row.Id && stored.OwnerId == person)
                .ExecuteUpdateAsync(stored => stored.SetProperty(dashboard => dashboard.OwnerId, (string?)null).SetProperty(dashboard => dashboard.OwnerName, (string?)null), cancellationToken)
                .ConfigureAwait(false);
            if (passed > 0)
            {
                Log.Passed(logger, row.Title, row.Id, row.OwnerName);
                await trail.RecordAsync(new AuditEvent(AuditActions.PassDashboard, AuditEvent.Monitor, AuditOutcome.Done) { Subject = row.Title, SubjectId = row.Id }
                    .Changed(new { Owner = row.OwnerName, OwnerId = person }, new { Owner = (string?)null })).ConfigureAwait(false);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2610, LogLevel.Information, "The dashboard {Title} ({Id}) of {Owner}, who was removed, belongs to the administrators now")]
        public static partial void Passed(ILogger logger, string title, string id, string? owner);

        [LoggerMessage(2611, LogLevel.Warning, "Whether the owners of dashboards are still there is not known, because the store is away. It is asked again every {RetryAfter}")]
        public static partial void Unavailable(ILogger logger, TimeSpan retryAfter, Exception exception);
    }
}
