using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>The list of open sessions, which the store filters, against the judgement of each of them.</summary>
public abstract class SessionListTests(TestDatabases databases) : SessionTest(databases)
{
    private static readonly OidcOptions Oidc = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_HasExactlyTheSessionsThatAreJudgedValid(bool localSignIn)
    {
        var access = new AccessOptions { LocalSignIn = localSignIn };
        var sessions = await StoreEveryKindAsync();
        var query = new StandingQuery(Options.Create(Settings), Options.Create(access), Options.Create(Oidc), Time);
        var list = new SessionList(Store, Options.Create(Settings), Options.Create(access), Options.Create(Oidc), Time);
        await using var context = Store.CreateDbContext();
        var standings = new Dictionary<Caller, Standing>();

        await query.ReadAsync(context, [.. sessions.Select(id => new Caller(CallerKind.Session, id))], standings, Cancelled);
        var open = await list.Open(context).Select(session => session.Id).ToListAsync(Cancelled);

        var valid = standings.Where(standing => standing.Value.End is null).Select(standing => standing.Key.Id).ToList();
        standings.Count.ShouldBe(sessions.Count);
        valid.Count.ShouldBeInRange(1, sessions.Count - 1);
        open.Order(StringComparer.Ordinal).ShouldBe(valid.Order(StringComparer.Ordinal));
    }

    // Each time lies before, at and after its limit.
    private async Task<List<string>> StoreEveryKindAsync()
    {
        var now = Time.GetUtcNow();
        TimeSpan[] offsets = [TimeSpan.FromSeconds(-1), TimeSpan.Zero, TimeSpan.FromSeconds(1)];
        var kinds =
            from expires in offsets
            from started in offsets
            from used in (TimeSpan?[])[.. offsets, null]
            from confirmed in (TimeSpan?[])[.. offsets, null]
            from isBrowser in (bool[])[true, false]
            from method in (string?[])[SignInMethods.Password, SignInMethods.Provider, null]
            from state in (string[])["open", "ended", "another stamp"]
            select new Session
            {
                Id = Guid.NewGuid().ToString("N"),
                UserId = AccessStore.Person.Id,
                SecurityStamp = state == "another stamp" ? "second" : AccessStore.Person.SecurityStamp!,
                EndedAt = state == "ended" ? now : null,
                ExpiresAt = now + expires,
                StartedAt = now - Settings.Longest + started,
                LastUsedAt = now - Settings.Idle + used,
                ConfirmedAt = now - Oidc.Unconfirmed + confirmed,
                IsBrowser = isBrowser,
                Method = method,
            };
        var sessions = kinds.ToList();
        await using var context = Store.CreateDbContext();
        context.Sessions.AddRange(sessions);
        await context.SaveChangesAsync(Cancelled);
        return [.. sessions.Select(session => session.Id)];
    }

    public sealed class OnSqlite() : SessionListTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : SessionListTests(new PostgresDatabases(server));
}
