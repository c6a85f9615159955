using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Stores when sessions and tokens were last used, at most once a minute for each.</summary>
internal sealed partial class CredentialsUse(IDbContextFactory<AccessDbContext> store, IMemoryCache cache, TimeProvider time, ILogger<CredentialsUse> logger)
{
    /// <summary>The least time between two writes for one session or token.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>Notes a use. A store that cannot be written refuses nobody: that is logged, and the next use tries again.</summary>
    /// <param name="caller">The session or token.</param>
    /// <param name="byCookie">Whether a cookie carried it. A session of a release that did not store that is a browser's from then on.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task NoteAsync(Caller caller, bool byCookie, CancellationToken cancellationToken)
    {
        var key = (nameof(CredentialsUse), caller);
        if (cache.TryGetValue(key, out long notedAt) && time.GetElapsedTime(notedAt) < Precision)
        {
            return;
        }

        // Before it is stored, so that a burst of requests writes once.
        var isStored = false;
        cache.Set(key, time.GetTimestamp(), 2 * Precision);
        try
        {
            await WriteAsync(caller, byCookie, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            isStored = true;
        }
        catch (Exception exception) when (StoreFailure.IsUnavailable(exception))
        {
            Log.NotNoted(logger, exception, caller.Kind, caller.Id);
        }
        finally
        {
            if (!isStored)
            {
                cache.Remove(key);
            }
        }
    }

    private async Task WriteAsync(Caller caller, bool byCookie, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - Precision;
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await (caller.Kind == CallerKind.Session
            ? context.Sessions.Where(session => session.Id == caller.Id && (session.LastUsedAt == null || session.LastUsedAt <= before))
                .ExecuteUpdateAsync(session => session.SetProperty(entity => entity.LastUsedAt, now).SetProperty(entity => entity.IsBrowser, entity => entity.IsBrowser || byCookie), cancellationToken)
            : context.Tokens.Where(token => token.Id == caller.Id && (token.LastUsedAt == null || token.LastUsedAt <= before))
                .ExecuteUpdateAsync(token => token.SetProperty(entity => entity.LastUsedAt, now), cancellationToken)).ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(2064, LogLevel.Warning, "The use of {Kind} {Id} could not be stored")]
        public static partial void NotNoted(ILogger logger, Exception exception, CallerKind kind, string id);
    }
}
