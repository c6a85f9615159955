using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Sessions that have ended in this process, and are yet to be stored as ended. A session ends in memory first, so that a store that cannot be written lets nobody go on; until
/// that is stored, the process is not ready.
/// </summary>
internal sealed partial class EndedSessions(IDbContextFactory<AccessDbContext> store, TimeProvider time, ILogger<EndedSessions> logger) : IHealthCheck
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _unstored = new(StringComparer.Ordinal);

    /// <summary>Whether a session has ended, and the store does not say so yet.</summary>
    public bool Contain(Caller caller) => caller.Kind == CallerKind.Session && _unstored.ContainsKey(caller.Id);

    /// <summary>Notes the end of a session.</summary>
    public void Add(string sessionId) => _unstored.TryAdd(sessionId, time.GetUtcNow());

    /// <summary>Stores the ends that are noted. A store that cannot be written is logged, and the next call tries again.</summary>
    public async Task StoreAsync()
    {
        try
        {
            await using var context = await store.CreateDbContextAsync(CancellationToken.None).ConfigureAwait(false);
            foreach (var (sessionId, endedAt) in _unstored)
            {
                await context.Sessions.Where(session => session.Id == sessionId && session.EndedAt == null)
                    .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.EndedAt, endedAt), CancellationToken.None).ConfigureAwait(false);
                _unstored.TryRemove(sessionId, out _);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the store's provider throws: the sessions have ended here all the same.
            Log.NotStored(logger, exception, _unstored.Count);
        }
    }

    /// <summary>As <see cref="StoreAsync"/>, if there are any.</summary>
    public Task StoreIfAnyAsync() => _unstored.IsEmpty ? Task.CompletedTask : StoreAsync();

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await StoreIfAnyAsync().ConfigureAwait(false);
        return _unstored.IsEmpty
            ? HealthCheckResult.Healthy("Ended sessions are stored.")
            : HealthCheckResult.Unhealthy("Ended sessions cannot be stored, and would go on after a restart.");
    }

    private static partial class Log
    {
        [LoggerMessage(2066, LogLevel.Error, "The end of {Count} session(s) could not be stored. They have ended in this process, and storing is tried again")]
        public static partial void NotStored(ILogger logger, Exception exception, int count);
    }
}
