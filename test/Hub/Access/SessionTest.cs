using System.Security.Claims;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Tests.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>Sessions over a store, with a clock of their own, and what they tell others.</summary>
public abstract class SessionTest(TestDatabases databases) : IAsyncLifetime
{
    private protected static readonly TimeSpan Longest = TimeSpan.FromDays(14);
    private protected static readonly ClientInfo Client = new("192.0.2.1", "curl/8");

    private AccessStore? _store;

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));

    private protected RecordedEnds Ends { get; } = new();

    private protected CountedChanges Announced { get; } = new();

    private protected RecordedLog Log { get; } = new();

    private protected RecordedTrail Trail { get; } = new();

    private protected SessionOptions Settings { get; } = new();

    private protected MemoryCache Cache { get; } = new(new MemoryCacheOptions());

    private protected AccessStore Store => _store ?? throw new InvalidOperationException("The store has not been started.");

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(databases);

    public async ValueTask DisposeAsync()
    {
        Cache.Dispose();
        await Store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Task<Session> BeginAsync(Sessions sessions, bool isBrowser = false) => sessions.BeginAsync(AccessStore.Person, "password", isBrowser, Client, Cancelled);

    private protected Sessions Create() => Create(Cache, Ends);

    private protected Sessions Create(IMemoryCache cache, params ISessionEndListener[] listeners) => Create(Store, cache, listeners).Sessions;

    private protected (Sessions Sessions, EndedSessions Ended, CallerRights Rights) Create(IDbContextFactory<AccessDbContext> store) => Create(store, Cache, Ends);

    private protected (Sessions Sessions, EndedSessions Ended, CallerRights Rights) Create(IDbContextFactory<AccessDbContext> store, IMemoryCache cache, params ISessionEndListener[] listeners)
    {
        var options = Options.Create(Settings);
        var changes = new RightsChanges([Announced], NullLogger<RightsChanges>.Instance);
        var ended = new EndedSessions(store, changes, Time, Log.For<EndedSessions>());
        var query = new StandingQuery(options, Options.Create(new AccessOptions()), Options.Create(new OidcOptions()), Time);
        var rights = new CallerRights(store, query, changes, ended, new CredentialsUse(Store, cache, Time, NullLogger<CredentialsUse>.Instance), cache, Time);
        var audit = new SessionAudit(Trail, Store);
        return (new Sessions(Store, rights, changes, ended, new SessionEnds(listeners, changes, Log.For<SessionEnds>()), audit, options, Time), ended, rights);
    }

    private protected static ClaimsPrincipal CallerOf(Session session) => new(new ClaimsIdentity([new Claim(AccessClaims.SessionId, session.Id)], "test"));

    private protected sealed class CountedChanges : IRightsChangeListener
    {
        public int Count { get; private set; }

        public void OnRightsChanged() => Count++;
    }

    private protected sealed class RecordedEnds : ISessionEndListener
    {
        public List<(string SessionId, SessionEndReason Reason)> Told { get; } = [];

        public void OnSessionEnded(string sessionId, SessionEndReason reason) => Told.Add((sessionId, reason));
    }
}
