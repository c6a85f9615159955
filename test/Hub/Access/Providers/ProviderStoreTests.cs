using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access.Providers;

/// <summary>People and sessions of a provider in the store.</summary>
public abstract class ProviderStoreTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Issuer = "https://login.example";
    private static readonly Grant[] Viewer = [new(Roles.Viewer, ["prod"])];
    private static readonly Grant[] Operator = [new(Roles.Operator, [])];

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _time.GetUtcNow();

    private ProviderPeople People => _store.Services.GetRequiredService<ProviderPeople>();

    private ProviderSessions Confirmations => _store.Services.GetRequiredService<ProviderSessions>();

    private Sessions Sessions => _store.Services.GetRequiredService<Sessions>();

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(databases, services => services.AddSingleton<TimeProvider>(_time));

    [Fact]
    public async Task FindOrAdd_OfTheSamePersonAtOnce_AddsOne()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => People.FindOrAddAsync(Issuer, "ada", "ada@example.com", Viewer, Now))));

        found.Select(person => person.Id).Distinct().ShouldHaveSingleItem();
        await using var context = _store.CreateDbContext();
        (await context.Users.CountAsync(person => person.Issuer != null, Cancelled)).ShouldBe(1);
    }

    [Fact]
    public async Task FindOrAdd_OfOthersWithTheSameAddress_KeepsEverybodyApart()
    {
        var local = AccessStore.Person;
        var first = await People.FindOrAddAsync(Issuer, "one", local.Email!, Viewer, Now);
        var second = await People.FindOrAddAsync(Issuer, "two", local.Email!, Operator, Now);
        var elsewhere = await People.FindOrAddAsync("https://other.example", "one", local.Email!, Operator, Now);

        new[] { local.Id, first.Id, second.Id, elsewhere.Id }.Distinct().Count().ShouldBe(4);
        var people = await _store.RunAsync<PersonStore, IReadOnlyList<Person>>(people => people.ListAsync(Cancelled));
        Rights.Of(people.Single(person => person.Id == first.Id).Grants).ShouldBe(Rights.Of(Viewer));
        Rights.Of(people.Single(person => person.Id == local.Id).Grants).ShouldBe(Rights.Of(local.Grants));
    }

    [Fact]
    public async Task FindOrAdd_Again_TakesNameAndGrants_AndLeavesSomebodyDisabledAlone()
    {
        var person = await People.FindOrAddAsync(Issuer, "ada", "ada@example.com", Viewer, Now);
        await People.FindOrAddAsync(Issuer, "ada", "married@example.com", Operator, Now);
        await using var context = _store.CreateDbContext();
        var changed = await context.Users.AsNoTracking().SingleAsync(current => current.Id == person.Id, Cancelled);
        (changed.Email, Rights.Of(changed.Grants).Role).ShouldBe(("married@example.com", Roles.Operator));

        (await _store.RunAsync<PersonStore, PersonChange>(people => people.DisableAsync(person.Id))).ShouldBe(PersonChange.Done);
        (await People.FindOrAddAsync(Issuer, "ada", "ada@example.com", Viewer, Now)).DisabledAt.ShouldNotBeNull();
        (await context.Users.AsNoTracking().SingleAsync(current => current.Id == person.Id, Cancelled)).Email.ShouldBe("married@example.com");
    }

    [Fact]
    public async Task Due_AfterFourMinutes_IsTakenByOneOfTwo()
    {
        var session = await BeginAsync("first token");
        (await Confirmations.FindDueAsync(Cancelled)).ShouldBeEmpty();
        _time.Advance(ProviderSessions.Period);

        var due = (await Confirmations.FindDueAsync(Cancelled)).ShouldHaveSingleItem();

        (due.SessionId, due.Issuer, due.Subject, Confirmations.TokenOf(due)).ShouldBe((session, Issuer, "ada", "first token"));
        (await Confirmations.TryClaimAsync(due)).ShouldNotBeNull();
        (await Confirmations.TryClaimAsync(due)).ShouldBeNull();
        await using var context = _store.CreateDbContext();
        (await context.ProviderSessions.AsNoTracking().SingleAsync(Cancelled)).RefreshToken.ShouldNotContain("first token");
    }

    [Fact]
    public async Task Confirm_WithTheNextToken_ProlongsTheSession()
    {
        var session = await BeginAsync("first token");
        _time.Advance(TimeSpan.FromMinutes(14));
        var claimed = await ClaimAsync();
        await Confirmations.ConfirmAsync(await Confirmations.StoreTokenAsync(claimed, "second token"), Now, Operator);
        _time.Advance(TimeSpan.FromMinutes(14));

        (await Sessions.IsAliveAsync(session, Cancelled)).ShouldBeTrue();
        Confirmations.TokenOf((await Confirmations.FindDueAsync(Cancelled)).ShouldHaveSingleItem()).ShouldBe("second token");
        (await RoleAsync()).ShouldBe(Roles.Operator);

        _time.Advance(TimeSpan.FromMinutes(1));
        (await Sessions.IsAliveAsync(session, Cancelled)).ShouldBeFalse();
        (await Confirmations.FindDueAsync(Cancelled)).ShouldHaveSingleItem().IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Confirm_ByAProcessThatStoodStill_ChangesNothing()
    {
        await BeginAsync("first token");
        _time.Advance(ProviderSessions.Period);
        var (slow, askedAt) = (await ClaimAsync(), Now);
        _time.Advance(ProviderSessions.Claim);
        var quick = await Confirmations.StoreTokenAsync(await ClaimAsync(), "second token");

        await Confirmations.StoreTokenAsync(slow, "another token");
        await Confirmations.ConfirmAsync(slow, askedAt, Operator);
        await Confirmations.PostponeAsync(slow, TimeSpan.Zero);

        (await RoleAsync()).ShouldBe(Roles.Viewer);
        await using var context = _store.CreateDbContext();
        var stored = await context.ProviderSessions.AsNoTracking().SingleAsync(Cancelled);
        (stored.RefreshToken, stored.DueAt.ToUnixTimeMilliseconds()).ShouldBe((quick.RefreshToken, quick.DueAt.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task Grants_OfAnOlderAnswerThatArrivesLast_AreNotTaken()
    {
        await BeginAsync("first token");
        _time.Advance(ProviderSessions.Period);
        var (claimed, askedAt) = (await ClaimAsync(), Now);
        _time.Advance(TimeSpan.FromSeconds(1));
        await People.FindOrAddAsync(Issuer, "ada", "ada@example.com", Operator, Now);

        await Confirmations.ConfirmAsync(claimed, askedAt, Viewer);

        (await RoleAsync()).ShouldBe(Roles.Operator);
        (await Confirmations.FindDueAsync(Cancelled)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_OfASessionThatEnded_IsDueAtOnce(bool all)
    {
        var session = await BeginAsync("first token");
        var person = (await PersonAsync()).Id;

        await (all ? Sessions.EndAllAsync(person, except: null, SessionEndReason.EndedByOther) : Sessions.EndAsync(session, SessionEndReason.SignedOut));

        var due = (await Confirmations.FindDueAsync(Cancelled)).ShouldHaveSingleItem();
        due.IsOpen.ShouldBeFalse();
        await Confirmations.RemoveAsync(due);
        (await Confirmations.FindDueAsync(Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_WithoutAProvider_ForgetsTheTokensOfTheFormerOne()
    {
        await BeginAsync("first token");

        await _store.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single(service => service is AccessPreparation).StartingAsync(Cancelled);

        await using var context = _store.CreateDbContext();
        (await context.ProviderSessions.CountAsync(Cancelled)).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<string> BeginAsync(string refreshToken)
    {
        var person = await People.FindOrAddAsync(Issuer, "ada", "ada@example.com", Viewer, Now);
        var session = await Sessions.BeginAsync(person, SignInMethods.Provider, isBrowser: true, new ClientInfo(null, null), Cancelled);
        await Confirmations.AddAsync(session.Id, refreshToken, needsIdToken: false);
        return session.Id;
    }

    private async Task<DueSession> ClaimAsync() => (await Confirmations.TryClaimAsync((await Confirmations.FindDueAsync(Cancelled)).ShouldHaveSingleItem())).ShouldNotBeNull();

    private async Task<string?> RoleAsync() => Rights.Of((await PersonAsync()).Grants).Role;

    private async Task<Person> PersonAsync()
    {
        await using var context = _store.CreateDbContext();
        return await context.Users.AsNoTracking().SingleAsync(person => person.Issuer != null, Cancelled);
    }

    public sealed class OnSqlite() : ProviderStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ProviderStoreTests(new PostgresDatabases(server));
}
