using System.Security.Claims;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access;

public abstract class SessionsTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly ClientInfo Client = new("192.0.2.1", "curl/8");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordedEnds _ends = new();
    private readonly CountedChanges _announced = new();
    private readonly RecordedLog _log = new();
    private readonly RecordedTrail _trail = new();
    private readonly SessionOptions _options = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions());
    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(databases);

    [Fact]
    public async Task Begin_Twice_MakesTwoSessionsOfUnguessableNames()
    {
        var sessions = Create();

        var first = await BeginAsync(sessions);
        var second = await BeginAsync(sessions);

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
        var session = await BeginAsync(sessions);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        _time.Advance(Longest + TimeSpan.FromMilliseconds(1));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        await BeginAsync(sessions);
        await using var context = _store.CreateDbContext();
        (await context.Sessions.CountAsync(Cancelled)).ShouldBe(1);
    }

    [Fact]
    public async Task End_OfASession_TakesEffectAtOnce_AndTellsTheListeners()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        (await sessions.RotateAsync(session.Id, 0, Client, Cancelled)).ShouldBeNull();
        _ends.Told.ShouldBe([(session.Id, SessionEndReason.SignedOut)]);
    }

    [Fact]
    public async Task End_WithAListenerThatFails_StillTellsTheOthers()
    {
        var sessions = Create(_cache, new FailingListener(), _ends);
        var session = await BeginAsync(sessions);

        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);

        _ends.Told.ShouldBe([(session.Id, SessionEndReason.SignedOut)]);
    }

    [Fact]
    public async Task IsAlive_EndedByAnotherProcess_IsFalseOnceTheLastAnswerIsOld()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();
        using var otherCache = new MemoryCache(new MemoryCacheOptions());
        await Create(otherCache).EndAsync(session.Id, SessionEndReason.SignedOut);

        _time.Advance(CallerRights.CacheLifetime);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task IsAlive_OfAPersonWhosePasswordChanged_IsFalse()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await using var context = _store.CreateDbContext();
        await context.Users.ExecuteUpdateAsync(user => user.SetProperty(person => person.SecurityStamp, "second"), Cancelled);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task Rotate_WithTheNewest_CountsOn_AndProlongsNothing()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        _time.Advance(TimeSpan.FromDays(13));

        var rotated = await sessions.RotateAsync(session.Id, 0, Client, Cancelled);

        rotated!.Rotation.ShouldBe(1);
        rotated.ExpiresAt.ShouldBe(session.StartedAt + Longest);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Rotate_WithTheOneBefore_IsGoodWithinTheGraceAlone(int secondsBeyond, bool good)
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await sessions.RotateAsync(session.Id, 0, Client, Cancelled);
        _time.Advance(Grace + TimeSpan.FromSeconds(secondsBeyond));

        var again = await sessions.RotateAsync(session.Id, 0, Client, Cancelled);

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
        var session = await BeginAsync(sessions);
        await sessions.RotateAsync(session.Id, 0, Client, Cancelled);
        await sessions.RotateAsync(session.Id, 1, Client, Cancelled);

        (await sessions.RotateAsync(session.Id, rotation, Client, Cancelled)).ShouldBeNull();

        _ends.Told.ShouldBe([(session.Id, SessionEndReason.RefreshTokenReused)]);
        (await sessions.RotateAsync(session.Id, 2, Client, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Rotate_WithTheOneBefore_ByAnotherCaller_EndsTheSessionAtOnce()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await sessions.RotateAsync(session.Id, 0, Client, Cancelled);

        (await sessions.RotateAsync(session.Id, 0, Client with { Address = "198.51.100.7" }, Cancelled)).ShouldBeNull();

        _ends.Told.ShouldBe([(session.Id, SessionEndReason.RefreshTokenReused)]);
    }

    [Fact]
    public async Task Rotate_AgainAndAgain_EndsAtTheLongestTime()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        for (var day = 0; day < 13; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            (await sessions.RotateAsync(session.Id, day, Client, Cancelled)).ShouldNotBeNull();
        }

        _time.Advance(TimeSpan.FromDays(1));

        (await sessions.RotateAsync(session.Id, 13, Client, Cancelled)).ShouldBeNull();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task IsAlive_UnusedForEightHours_IsFalseForABrowserAlone(bool isBrowser, bool isAlive)
    {
        var sessions = Create();
        var session = await BeginAsync(sessions, isBrowser);
        _time.Advance(_options.Idle - TimeSpan.FromSeconds(1));
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        _time.Advance(TimeSpan.FromSeconds(1));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBe(isAlive);
    }

    [Fact]
    public async Task Begin_BeyondTheMostOfOnePerson_EndsTheOldest()
    {
        var sessions = Create();
        var begun = new List<Session>();
        for (var i = 0; i <= SessionOptions.MostOfOnePerson; i++)
        {
            begun.Add(await BeginAsync(sessions));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _ends.Told.ShouldBe([(begun[0].Id, SessionEndReason.TooMany)]);
        (await sessions.IsAliveAsync(begun[0].Id, Cancelled)).ShouldBeFalse();
        (await sessions.IsAliveAsync(begun[1].Id, Cancelled)).ShouldBeTrue();
        (await sessions.IsAliveAsync(begun[^1].Id, Cancelled)).ShouldBeTrue();
    }

    [Fact]
    public async Task EndAll_ExceptOne_LeavesThatOne()
    {
        var sessions = Create();
        var kept = await BeginAsync(sessions);
        var ended = await BeginAsync(sessions);

        await sessions.EndAllAsync(AccessStore.Person.Id, kept.Id, SessionEndReason.EndedByOther);

        _ends.Told.ShouldBe([(ended.Id, SessionEndReason.EndedByOther)]);
        (await sessions.IsAliveAsync(kept.Id, Cancelled)).ShouldBeTrue();
    }

    [Fact]
    public async Task Rotate_ManyAtOnce_CountsOnOnce()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);

        var rotated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sessions.RotateAsync(session.Id, 0, Client, Cancelled))));

        rotated.ShouldAllBe(result => result!.Rotation == 1);
        _ends.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task EndAll_OfManySessions_AnnouncesOnce()
    {
        var sessions = Create();
        for (var i = 0; i < 5; i++)
        {
            await BeginAsync(sessions);
        }

        await sessions.EndAllAsync(AccessStore.Person.Id, except: null, SessionEndReason.EndedByOther);

        _ends.Told.Count.ShouldBe(5);
        _announced.Count.ShouldBe(1);
    }

    [Fact]
    public async Task End_OfWhatHasEnded_AnnouncesNothing()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);

        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);
        await sessions.EndAsync("nothing", SessionEndReason.SignedOut);
        await sessions.EndAllAsync(AccessStore.Person.Id, except: null, SessionEndReason.EndedByOther);

        _announced.Count.ShouldBe(1);
    }

    [Fact]
    public async Task IsAlive_OfASessionThatEndsWhileTheStoreIsAsked_IsFalse()
    {
        var store = new InterruptedStore(_store);
        var (sessions, ended, _) = Create(store);
        var session = await BeginAsync(sessions);
        store.Interrupt(() => ended.Add(session.Id));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task Find_OfManyOfWhomOneEndIsStoredMeanwhile_IsEndedForThatOne()
    {
        var store = new InterruptedStore(_store);
        var (sessions, ended, rights) = Create(store);
        var (first, second) = (await BeginAsync(sessions), await BeginAsync(sessions));
        ended.Add(first.Id);
        store.Interrupt(() => ended.Remove([first.Id]));

        var standings = await rights.FindAsync([CallerOf(first), CallerOf(second)], Cancelled);

        standings.Select(standing => standing.End is null).ShouldBe([false, true]);
    }

    [Fact]
    public async Task End_ThatCannotBeStored_IsAnnouncedAndLoggedOnce_AndStoredLater()
    {
        var store = new InterruptedStore(_store);
        var (sessions, ended, _) = Create(store);
        var session = await BeginAsync(sessions);

        store.Interrupt(() => throw new IOException("The disk is full."));
        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        store.Interrupt(() => throw new IOException("The disk is full."));
        await ended.RetryAsync();
        _announced.Count.ShouldBe(1);
        _log.Entries.Count(entry => entry.Level == LogLevel.Error).ShouldBe(1);

        await ended.RetryAsync();
        (await ended.CheckHealthAsync(new HealthCheckContext(), Cancelled)).Status.ShouldBe(HealthStatus.Healthy);
        await using var context = _store.CreateDbContext();
        (await context.Sessions.SingleAsync(stored => stored.Id == session.Id, Cancelled)).EndedAt.ShouldBe(_time.GetUtcNow());
    }

    [Fact]
    public async Task Audit_OfSessions_TellsThatTheyBegin_AndEndsThatNobodyAskedFor()
    {
        var sessions = Create();
        var stolen = await BeginAsync(sessions);
        await sessions.RotateAsync(stolen.Id, 0, Client, Cancelled);
        _time.Advance(Grace + TimeSpan.FromMilliseconds(1));
        await sessions.RotateAsync(stolen.Id, 0, Client, Cancelled);
        await sessions.EndAsync((await BeginAsync(sessions, isBrowser: true)).Id, SessionEndReason.SignedOut);

        var person = AccessStore.Person;
        _trail.Recorded.ShouldBe(
        [
            new AuditEvent(AuditActions.SignIn, person.Email, AuditOutcome.Done) { WhoId = person.Id, Address = Client.Address, After = """{"method":"password","isBrowser":false}""" },
            new AuditEvent(AuditActions.EndSessions, AuditEvent.Monitor, AuditOutcome.Done)
            {
                Subject = person.Email,
                SubjectId = person.Id,
                After = $$"""{"session":"{{stolen.Id}}","reason":"refresh-token-reused"}""",
            },
            new AuditEvent(AuditActions.SignIn, person.Email, AuditOutcome.Done) { WhoId = person.Id, Address = Client.Address, After = """{"method":"password","isBrowser":true}""" },
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        _cache.Dispose();
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Task<Session> BeginAsync(Sessions sessions, bool isBrowser = false) => sessions.BeginAsync(AccessStore.Person, "password", isBrowser, Client, Cancelled);

    private Sessions Create() => Create(_cache, _ends);

    private Sessions Create(IMemoryCache cache, params ISessionEndListener[] listeners) => Create(_store, cache, listeners).Sessions;

    private (Sessions Sessions, EndedSessions Ended, CallerRights Rights) Create(IDbContextFactory<AccessDbContext> store) => Create(store, _cache, _ends);

    private (Sessions Sessions, EndedSessions Ended, CallerRights Rights) Create(IDbContextFactory<AccessDbContext> store, IMemoryCache cache, params ISessionEndListener[] listeners)
    {
        var options = Options.Create(_options);
        var changes = new RightsChanges([_announced], NullLogger<RightsChanges>.Instance);
        var ended = new EndedSessions(store, changes, _time, _log.For<EndedSessions>());
        var query = new StandingQuery(options, Options.Create(new AccessOptions()), Options.Create(new OidcOptions()), _time);
        var rights = new CallerRights(store, query, changes, ended, new CredentialsUse(_store, cache, _time, NullLogger<CredentialsUse>.Instance), cache, _time);
        var audit = new SessionAudit(_trail, _store);
        return (new Sessions(_store, rights, changes, ended, listeners, audit, options, _time, NullLogger<Sessions>.Instance), ended, rights);
    }

    private static ClaimsPrincipal CallerOf(Session session) => new(new ClaimsIdentity([new Claim(AccessClaims.SessionId, session.Id)], "test"));

    public sealed class OnSqlite() : SessionsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SessionsTests(new PostgresDatabases(server));

    private sealed class CountedChanges : IRightsChangeListener
    {
        public int Count { get; private set; }

        public void OnRightsChanged() => Count++;
    }

    /// <summary>The store, that lets something else happen before its next use.</summary>
    private sealed class InterruptedStore(AccessStore store) : IDbContextFactory<AccessDbContext>
    {
        private Action? _interruption;

        public void Interrupt(Action interruption) => _interruption = interruption;

        public AccessDbContext CreateDbContext()
        {
            Interlocked.Exchange(ref _interruption, null)?.Invoke();
            return store.CreateDbContext();
        }
    }

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
