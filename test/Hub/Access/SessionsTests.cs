using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access;

public abstract class SessionsTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordedEnds _ends = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());
    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(databases);

    [Fact]
    public async Task Begin_Twice_MakesTwoSessionsOfUnguessableNames()
    {
        var sessions = Create();

        var first = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        var second = await sessions.BeginAsync(AccessStore.Person, Cancelled);

        first.Id.ShouldMatch("^[0-9a-f]{32}$");
        second.Id.ShouldNotBe(first.Id);
        (await sessions.IsAliveAsync(first.Id, Cancelled)).ShouldBeTrue();
        (await sessions.IsAliveAsync(second.Id, Cancelled)).ShouldBeTrue();
    }

    [Fact]
    public async Task IsAlive_OfAnUnknownSession_IsFalse() => (await Create().IsAliveAsync("none", Cancelled)).ShouldBeFalse();

    [Fact]
    public async Task IsAlive_UnusedForTwoWeeks_IsFalse_AndTheNextSignInRemovesIt()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        _time.Advance(Sessions.Lifetime + TimeSpan.FromMilliseconds(1));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        await sessions.BeginAsync(AccessStore.Person, Cancelled);
        await using var context = _store.CreateDbContext();
        (await context.Sessions.CountAsync(Cancelled)).ShouldBe(1);
    }

    [Fact]
    public async Task End_OfASession_TakesEffectAtOnce_AndTellsTheListeners()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        (await sessions.RotateAsync(session.Id, 0, Cancelled)).ShouldBeNull();
        _ends.Told.ShouldBe([(session.Id, SessionEndReason.SignedOut)]);
    }

    [Fact]
    public async Task End_WithAListenerThatFails_StillTellsTheOthers()
    {
        var sessions = new Sessions(_store, [new FailingListener(), _ends], _cache, _time, NullLogger<Sessions>.Instance);
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);

        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);

        _ends.Told.ShouldBe([(session.Id, SessionEndReason.SignedOut)]);
    }

    [Fact]
    public async Task IsAlive_EndedByAnotherProcess_IsFalseOnceTheLastAnswerIsOld()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();
        using var otherCache = new MemoryCache(new MemoryCacheOptions());
        await new Sessions(_store, [], otherCache, _time, NullLogger<Sessions>.Instance).EndAsync(session.Id, SessionEndReason.SignedOut);

        _time.Advance(CacheLifetime);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task IsAlive_OfAPersonWhosePasswordChanged_IsFalse()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        await using var context = _store.CreateDbContext();
        await context.Users.ExecuteUpdateAsync(user => user.SetProperty(person => person.SecurityStamp, "second"), Cancelled);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task Rotate_WithTheNewest_CountsOnAndProlongs()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        _time.Advance(TimeSpan.FromDays(13));

        var rotated = await sessions.RotateAsync(session.Id, 0, Cancelled);

        rotated!.Rotation.ShouldBe(1);
        rotated.ExpiresAt.ShouldBe(_time.GetUtcNow() + Sessions.Lifetime);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Rotate_WithTheOneBefore_IsGoodWithinTheGraceAlone(int secondsBeyond, bool good)
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        await sessions.RotateAsync(session.Id, 0, Cancelled);
        _time.Advance(Grace + TimeSpan.FromSeconds(secondsBeyond));

        var again = await sessions.RotateAsync(session.Id, 0, Cancelled);

        (again is not null).ShouldBe(good);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBe(good);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task Rotate_WithAnyOther_EndsTheSessionEvenWithinTheGrace(int rotation)
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);
        await sessions.RotateAsync(session.Id, 0, Cancelled);
        await sessions.RotateAsync(session.Id, 1, Cancelled);

        (await sessions.RotateAsync(session.Id, rotation, Cancelled)).ShouldBeNull();

        _ends.Told.ShouldBe([(session.Id, SessionEndReason.RefreshTokenReused)]);
        (await sessions.RotateAsync(session.Id, 2, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Rotate_ManyAtOnce_CountsOnOnce()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(AccessStore.Person, Cancelled);

        var rotated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sessions.RotateAsync(session.Id, 0, Cancelled))));

        rotated.ShouldAllBe(result => result!.Rotation == 1);
        _ends.Told.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _cache.Dispose();
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private Sessions Create() => new(_store, [_ends], _cache, _time, NullLogger<Sessions>.Instance);

    public sealed class OnSqlite() : SessionsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SessionsTests(new PostgresDatabases(server));

    private sealed class FailingListener : ISessionEndListener
    {
        public void OnSessionEnded(string sessionId, SessionEndReason reason) => throw new InvalidOperationException("fails on purpose");
    }

    private sealed class RecordedEnds : ISessionEndListener
    {
        public List<(string SessionId, SessionEndReason Reason)> Told { get; } = [];

        public void OnSessionEnded(string sessionId, SessionEndReason reason) => Told.Add((sessionId, reason));
    }
}
