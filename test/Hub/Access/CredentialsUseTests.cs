using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>When sessions were last used.</summary>
public sealed class CredentialsUseTests : IAsyncLifetime
{
    private const string SessionId = "0123456789abcdef0123456789abcdef";
    private static readonly Caller Caller = new(CallerKind.Session, SessionId);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly SqliteDatabases _databases = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());
    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await AccessStore.StartAsync(_databases);
        await using var context = _store.CreateDbContext();
        context.Sessions.Add(new Session
        {
            Id = SessionId,
            UserId = AccessStore.Person.Id,
            SecurityStamp = "first",
            StartedAt = _time.GetUtcNow(),
            ExpiresAt = _time.GetUtcNow().AddDays(14),
        });
        await context.SaveChangesAsync(Cancelled);
    }

    [Fact]
    public async Task Note_ThatCouldNotBeStored_RefusesNobody_AndTheNextUseTriesAgain()
    {
        var failing = new FailingOnce(_store);
        var use = new CredentialsUse(failing, _cache, _time, NullLogger<CredentialsUse>.Instance);

        await use.NoteAsync(Caller, byCookie: true, Cancelled);
        await use.NoteAsync(Caller, byCookie: true, Cancelled);

        (await SessionAsync()).LastUsedAt.ShouldBe(_time.GetUtcNow());
    }

    [Fact]
    public async Task Note_OfARequestThatWasAborted_IsTriedAgainByTheNextOne()
    {
        var use = new CredentialsUse(_store, _cache, _time, NullLogger<CredentialsUse>.Instance);
        using var aborted = new CancellationTokenSource();
        await aborted.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => use.NoteAsync(Caller, byCookie: true, aborted.Token));
        await use.NoteAsync(Caller, byCookie: true, Cancelled);

        (await SessionAsync()).LastUsedAt.ShouldBe(_time.GetUtcNow());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Note_OfASessionOfAnEarlierRelease_IsABrowsersIfACookieCarriedIt(bool byCookie)
    {
        var use = new CredentialsUse(_store, _cache, _time, NullLogger<CredentialsUse>.Instance);

        await use.NoteAsync(Caller, byCookie, Cancelled);

        (await SessionAsync()).IsBrowser.ShouldBe(byCookie);
    }

    public async ValueTask DisposeAsync()
    {
        _cache.Dispose();
        await _store.DisposeAsync();
        _databases.Dispose();
    }

    private async Task<Session> SessionAsync()
    {
        await using var context = _store.CreateDbContext();
        return await context.Sessions.AsNoTracking().SingleAsync(Cancelled);
    }

    /// <summary>A store that cannot be reached the first time, as PostgreSQL's driver reports it for an update.</summary>
    private sealed class FailingOnce(AccessStore store) : IDbContextFactory<AccessDbContext>
    {
        private bool _hasFailed;

        public AccessDbContext CreateDbContext()
        {
            if (_hasFailed)
            {
                return store.CreateDbContext();
            }

            _hasFailed = true;
            throw new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", new NpgsqlException("Failed to connect"));
        }
    }
}
