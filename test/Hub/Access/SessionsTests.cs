using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class SessionsTests : IDisposable
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly AccessFiles _store = new();
    private readonly RecordedClosings _connections = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_Twice_MakesTwoSessionsOfUnguessableNames()
    {
        var sessions = Create();

        var first = await sessions.BeginAsync(_store.Person, Cancelled);
        var second = await sessions.BeginAsync(_store.Person, Cancelled);

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
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        _time.Advance(Sessions.Lifetime + TimeSpan.FromMilliseconds(1));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        await sessions.BeginAsync(_store.Person, Cancelled);
        await using var context = _store.CreateDbContext();
        (await context.Sessions.CountAsync(Cancelled)).ShouldBe(1);
    }

    [Fact]
    public async Task End_OfASession_TakesEffectAtOnce_AndClosesItsConnections()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        await sessions.EndAsync(session.Id);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        (await sessions.RotateAsync(session.Id, 0, Cancelled)).ShouldBeNull();
        _connections.Closed.ShouldBe([(session.Id, ClosingReason.SignedOut)]);
    }

    [Fact]
    public async Task IsAlive_EndedByAnotherProcess_IsFalseOnceTheLastAnswerIsOld()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();
        using var otherCache = new MemoryCache(new MemoryCacheOptions());
        await new Sessions(_store, _connections, otherCache, _time).EndAsync(session.Id);

        _time.Advance(Trust);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task IsAlive_OfAPersonWhosePasswordChanged_IsFalse()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
        await using var context = _store.CreateDbContext();
        await context.Users.ExecuteUpdateAsync(user => user.SetProperty(person => person.SecurityStamp, "second"), Cancelled);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task Rotate_WithTheNewest_CountsOnAndProlongs()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
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
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
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
        var session = await sessions.BeginAsync(_store.Person, Cancelled);
        await sessions.RotateAsync(session.Id, 0, Cancelled);
        await sessions.RotateAsync(session.Id, 1, Cancelled);

        (await sessions.RotateAsync(session.Id, rotation, Cancelled)).ShouldBeNull();

        _connections.Closed.ShouldHaveSingleItem();
        (await sessions.RotateAsync(session.Id, 2, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Rotate_ManyAtOnce_CountsOnOnce()
    {
        var sessions = Create();
        var session = await sessions.BeginAsync(_store.Person, Cancelled);

        var rotated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sessions.RotateAsync(session.Id, 0, Cancelled))));

        rotated.ShouldAllBe(result => result!.Rotation == 1);
        _connections.Closed.ShouldBeEmpty();
    }

    public void Dispose()
    {
        _cache.Dispose();
        _store.Dispose();
    }

    private Sessions Create() => new(_store, _connections, _cache, _time);

    private sealed class RecordedClosings : ISubscriberConnections
    {
        public List<(string SessionId, ClosingReason Reason)> Closed { get; } = [];

        public int Count => 0;

        public IReadOnlyList<SubscriberConnection> List() => [];

        public void CloseSession(string sessionId, ClosingReason reason) => Closed.Add((sessionId, reason));
    }
}
