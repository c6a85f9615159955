using System.Security.Claims;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FlextMonitor.Hub.Access;

/// <summary>Reads from the store what sessions and service tokens permit.</summary>
internal sealed class CallerRights(IDbContextFactory<AccessDbContext> store, StandingQuery query, RightsChanges changes, EndedSessions ended, CredentialsUse use, IMemoryCache cache, TimeProvider time) : ICallerRights
{
    /// <summary>How long an answer may serve further calls, so that a burst of them reads the store once. Changes by this process end that at once.</summary>
    public static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(1);

    /// <summary>Callers in one query.</summary>
    private const int ChunkSize = 500;

    private static readonly Standing Unknown = Standing.Ended(CredentialsEnd.SignedOut);

    /// <inheritdoc/>
    public ValueTask<Standing> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        Caller.Of(caller) is { } known ? FindAsync(known, cancellationToken) : ValueTask.FromResult(OutsideStore(caller));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Standing>> FindAsync(IReadOnlyList<ClaimsPrincipal> callers, CancellationToken cancellationToken)
    {
        Caller?[] keys = [.. callers.Select(Caller.Of)];
        var standings = new Dictionary<Caller, Standing>();

        // Before the query and after it: an end that is stored meanwhile is no longer noted afterwards, and the query may have missed it.
        var endedBefore = keys.OfType<Caller>().Where(ended.Contain).ToHashSet();
        foreach (var chunk in keys.OfType<Caller>().Distinct().Chunk(ChunkSize))
        {
            await ReadAsync(chunk, standings, cancellationToken).ConfigureAwait(false);
        }

        return [.. callers.Zip(keys, (caller, key) => key is not { } known ? OutsideStore(caller)
            : endedBefore.Contains(known) || ended.Contain(known) ? Unknown
            : standings.GetValueOrDefault(known, Unknown))];
    }

    /// <summary>The standing of one session or token.</summary>
    public async ValueTask<Standing> FindAsync(Caller caller, CancellationToken cancellationToken)
    {
        // The version first: an end that is noted after it is looked at makes the version another one.
        var version = changes.VersionOf(caller);
        if (ended.Contain(caller))
        {
            return Unknown;
        }

        if (cache.TryGetValue(caller, out Cached? cached) && cached!.Version == version && time.GetElapsedTime(cached.ReadAt) < CacheLifetime)
        {
            return cached.Standing;
        }

        var readAt = time.GetTimestamp();
        var standings = new Dictionary<Caller, Standing>();
        await ReadAsync([caller], standings, cancellationToken).ConfigureAwait(false);
        if (ended.Contain(caller))
        {
            // It ended while the query ran.
            return Unknown;
        }

        var standing = standings.GetValueOrDefault(caller, Unknown);

        // If something changed here while the query ran, the answer may be from before. It is right for this call, which began before, and for no later one.
        if (changes.VersionOf(caller) == version)
        {
            cache.Set(caller, new Cached(standing, version, readAt), CacheLifetime);
        }

        return standing;
    }

    /// <inheritdoc/>
    public Task NoteUseAsync(ClaimsPrincipal caller, bool byCookie, CancellationToken cancellationToken) =>
        Caller.Of(caller) is { } known ? use.NoteAsync(known, byCookie, cancellationToken) : Task.CompletedTask;

    private Standing OutsideStore(ClaimsPrincipal caller) => JwtCaller.StandingOf(caller, time) ?? Unknown;

    private async Task ReadAsync(Caller[] callers, Dictionary<Caller, Standing> standings, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await query.ReadAsync(context, callers, standings, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StoreFailure.IsUnavailable(exception))
        {
            throw new RightsUnavailableException(exception);
        }
    }

    /// <param name="Standing">What the store answered.</param>
    /// <param name="Version">The caller's version in <see cref="RightsChanges"/> before the query.</param>
    /// <param name="ReadAt">When the query began, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    private sealed record Cached(Standing Standing, long Version, long ReadAt);
}
