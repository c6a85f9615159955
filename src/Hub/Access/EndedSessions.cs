using System.Collections.Concurrent;
using FlextMonitor.Hub.Access.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Sessions that have ended in this process, and are yet to be stored as ended. A session ends in memory first, so that a store that cannot be written lets nobody go on; until
/// that is stored, the process is not ready.
/// </summary>
internal sealed partial class EndedSessions(IDbContextFactory<AccessDbContext> store, RightsChanges changes, TimeProvider time, ILogger<EndedSessions> logger) : IHealthCheck
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _unstored = new(StringComparer.Ordinal);
    private bool _isFailing;

    /// <summary>Whether a session has ended, and the store does not say so yet.</summary>
    public bool Contain(Caller caller) => caller.Kind == CallerKind.Session && _unstored.ContainsKey(caller.Id);

    /// <summary>Notes the end of a session. From here on it is valid for no call.</summary>
    public void Add(string sessionId)
    {
        _unstored.TryAdd(sessionId, time.GetUtcNow());
        changes.Forget(CallerOf(sessionId));
    }

    /// <summary>Forgets sessions that the store holds as ended.</summary>
    public void Remove(IEnumerable<string> sessionIds)
    {
        foreach (var sessionId in sessionIds)
        {
            // First, so that what was read before is not used once the session is no longer noted here.
            changes.Forget(CallerOf(sessionId));
            _unstored.TryRemove(sessionId, out _);
        }
    }

    /// <summary>Stores the end of a session that is noted, and announces it unless the session had ended before. A store that cannot be written is logged, and storing is tried again later.</summary>
    public async Task StoreAsync(string sessionId)
    {
        if (!await TryStoreAsync([sessionId]).ConfigureAwait(false))
        {
            changes.Announce(CallerOf(sessionId));
        }
    }

    /// <summary>Stores all ends that are noted, as far as possible.</summary>
    public Task RetryAsync() => _unstored.IsEmpty ? Task.CompletedTask : TryStoreAsync([.. _unstored.Keys]);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(_unstored.IsEmpty
        ? HealthCheckResult.Healthy("Ended sessions are stored.")
        : HealthCheckResult.Unhealthy("Ended sessions cannot be stored, and would go on after a restart."));

    private static Caller CallerOf(string sessionId) => new(CallerKind.Session, sessionId);

    private async Task<bool> TryStoreAsync(string[] sessionIds)
    {
        try
        {
            await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
            foreach (var sessionId in sessionIds)
            {
                await StoreAsync(context, sessionId).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the store's provider throws: the sessions have ended here all the same.
            if (!Interlocked.Exchange(ref _isFailing, true))
            {
                Log.NotStored(logger, exception);
            }

            return false;
        }

        if (Interlocked.Exchange(ref _isFailing, false))
        {
            Log.StoredAgain(logger);
        }

        return true;
    }

    private async Task StoreAsync(AccessDbContext context, string sessionId)
    {
        if (!_unstored.TryGetValue(sessionId, out var endedAt))
        {
            return;
        }

        var changed = await context.Sessions.Where(session => session.Id == sessionId && session.EndedAt == null)
            .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.EndedAt, endedAt), CancellationToken.None).ConfigureAwait(false);
        if (changed > 0)
        {
            await ProviderSessions.ReleaseAsync(context, [sessionId], endedAt).ConfigureAwait(false);
            changes.Announce(CallerOf(sessionId));
        }

        Remove([sessionId]);
    }

    private static partial class Log
    {
        [LoggerMessage(2066, LogLevel.Error, "The end of a session could not be stored. It has ended in this process, and storing is tried again. Further failures are not logged")]
        public static partial void NotStored(ILogger logger, Exception exception);

        [LoggerMessage(2069, LogLevel.Information, "The ends of sessions can be stored again")]
        public static partial void StoredAgain(ILogger logger);
    }
}
