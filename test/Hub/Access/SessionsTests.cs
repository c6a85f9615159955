using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>How sessions begin, live and end.</summary>
public abstract class SessionsTests(TestDatabases databases) : SessionTest(databases)
{
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

        Time.Advance(Longest + TimeSpan.FromMilliseconds(1));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        await BeginAsync(sessions);
        await using var context = Store.CreateDbContext();
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
        Ends.Told.ShouldBe([(session.Id, SessionEndReason.SignedOut)]);
    }

    [Fact]
    public async Task End_WithAListenerThatFails_StillTellsTheOthers()
    {
        var sessions = Create(Cache, new FailingListener(), Ends);
        var session = await BeginAsync(sessions);

        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);

        Ends.Told.ShouldBe([(session.Id, SessionEndReason.SignedOut)]);
    }

    [Fact]
    public async Task IsAlive_EndedByAnotherProcess_IsFalseOnceTheLastAnswerIsOld()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();
        using var otherCache = new MemoryCache(new MemoryCacheOptions());
        await Create(otherCache).EndAsync(session.Id, SessionEndReason.SignedOut);

        Time.Advance(CallerRights.CacheLifetime);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task IsAlive_OfAPersonWhosePasswordChanged_IsFalse()
    {
        var sessions = Create();
        var session = await BeginAsync(sessions);
        await using var context = Store.CreateDbContext();
        await context.Users.ExecuteUpdateAsync(user => user.SetProperty(person => person.SecurityStamp, "second"), Cancelled);

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task IsAlive_UnusedForEightHours_IsFalseForABrowserAlone(bool isBrowser, bool isAlive)
    {
        var sessions = Create();
        var session = await BeginAsync(sessions, isBrowser);
        Time.Advance(Settings.Idle - TimeSpan.FromSeconds(1));
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeTrue();

        Time.Advance(TimeSpan.FromSeconds(1));

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
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        Ends.Told.ShouldBe([(begun[0].Id, SessionEndReason.TooMany)]);
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

        Ends.Told.ShouldBe([(ended.Id, SessionEndReason.EndedByOther)]);
        (await sessions.IsAliveAsync(kept.Id, Cancelled)).ShouldBeTrue();
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

        Ends.Told.Count.ShouldBe(5);
        Announced.Count.ShouldBe(1);
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

        Announced.Count.ShouldBe(1);
    }

    [Fact]
    public async Task IsAlive_OfASessionThatEndsWhileTheStoreIsAsked_IsFalse()
    {
        var store = new InterruptedStore(Store);
        var (sessions, ended, _) = Create(store);
        var session = await BeginAsync(sessions);
        store.Interrupt(() => ended.Add(session.Id));

        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task Find_OfManyOfWhomOneEndIsStoredMeanwhile_IsEndedForThatOne()
    {
        var store = new InterruptedStore(Store);
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
        var store = new InterruptedStore(Store);
        var (sessions, ended, _) = Create(store);
        var session = await BeginAsync(sessions);

        store.Interrupt(() => throw new IOException("The disk is full."));
        await sessions.EndAsync(session.Id, SessionEndReason.SignedOut);
        (await sessions.IsAliveAsync(session.Id, Cancelled)).ShouldBeFalse();
        store.Interrupt(() => throw new IOException("The disk is full."));
        await ended.RetryAsync();
        Announced.Count.ShouldBe(1);
        Log.Entries.Count(entry => entry.Level == LogLevel.Error).ShouldBe(1);

        await ended.RetryAsync();
        (await ended.CheckHealthAsync(new HealthCheckContext(), Cancelled)).Status.ShouldBe(HealthStatus.Healthy);
        await using var context = Store.CreateDbContext();
        (await context.Sessions.SingleAsync(stored => stored.Id == session.Id, Cancelled)).EndedAt.ShouldBe(Time.GetUtcNow());
    }

    [Fact]
    public async Task Audit_OfSessions_TellsThatTheyBegin_AndEndsThatNobodyAskedFor()
    {
        var sessions = Create();
        var stolen = await BeginAsync(sessions);
        await sessions.RotateAsync(stolen.Id, 0, Client, Cancelled);
        Time.Advance(Sessions.RotationGrace + TimeSpan.FromMilliseconds(1));
        await sessions.RotateAsync(stolen.Id, 0, Client, Cancelled);
        await sessions.EndAsync((await BeginAsync(sessions, isBrowser: true)).Id, SessionEndReason.SignedOut);

        var person = AccessStore.Person;
        Trail.Recorded.ShouldBe(
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

    public sealed class OnSqlite() : SessionsTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SessionsTests(new PostgresDatabases(server));

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
}
