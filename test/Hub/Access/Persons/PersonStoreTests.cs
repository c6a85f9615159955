using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Access.Persons;

public abstract class PersonStoreTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private static readonly Grant[] Administrator = [new(Roles.Admin, [])];
    private static readonly Grant[] Viewer = [new(Roles.Viewer, ["prod"])];

    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await AccessStore.StartAsync(databases);

    [Fact]
    public async Task SetGrants_OfSomebody_IsWhatTheStoreHolds()
    {
        var id = await CreateAsync("grace@example.com", Administrator);
        await CreateAsync("ada2@example.com", Administrator);

        (await RunAsync(people => people.SetGrantsAsync(id, Viewer))).ShouldBe(PersonChange.Done);

        var grace = (await RunAsync(people => people.FindAsync(id, Cancelled)))!;
        Rights.Of(grace.Grants).ShouldBe(Rights.Of(Viewer));
    }

    [Fact]
    public async Task Changes_OfTheLastAdministrator_AreRefused_AndChangeNothing()
    {
        var id = await CreateAsync("grace@example.com", Administrator);
        await RunAsync(people => people.AddAsync("invited@example.com", Administrator));
        var disabled = await CreateAsync("disabled@example.com", Administrator);
        await RunAsync(people => people.DisableAsync(disabled));

        (await RunAsync(people => people.SetGrantsAsync(id, Viewer))).ShouldBe(PersonChange.LastAdministrator);
        (await RunAsync(people => people.DisableAsync(id))).ShouldBe(PersonChange.LastAdministrator);
        (await RunAsync(people => people.DeleteAsync(id))).ShouldBe(PersonChange.LastAdministrator);

        (await RunAsync(people => people.FindAsync(id, Cancelled)))!.IsActiveAdministrator.ShouldBeTrue();
    }

    [Fact]
    public async Task Changes_OfSomebodyUnknown_SaySo()
    {
        (await RunAsync(people => people.DisableAsync("nobody"))).ShouldBe(PersonChange.Unknown);
        (await RunAsync(people => people.DeleteAsync("nobody"))).ShouldBe(PersonChange.Unknown);
    }

    [Fact]
    public async Task SetGrants_OfAllAdministratorsByEachOtherAtOnce_LeavesOne()
    {
        for (var round = 0; round < (LongTests.AreWanted ? 50 : 5); round++)
        {
            string[] ids = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(i => CreateAsync($"admin{round}-{i}@example.com", Administrator)))];

            var results = await Task.WhenAll(ids.Select((id, i) => Task.Run(() => i % 2 == 0
                ? RunAsync(people => people.SetGrantsAsync(id, Viewer))
                : RunAsync(people => people.DisableAsync(id)))));

            await using var context = _store.CreateDbContext();
            (await context.Users.AsNoTracking().ToListAsync(Cancelled)).Count(person => person.IsActiveAdministrator).ShouldBe(1);
            results.ShouldContain(PersonChange.LastAdministrator);
            await RemoveAllAsync();
        }
    }

    [Fact]
    public async Task Add_OfTheSameAddressAtOnce_AddsOne()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAsync(people => people.AddAsync("grace@example.com", Viewer)))));

        results.Count(result => result.Result.Succeeded).ShouldBe(1);
        results.Where(result => !result.Result.Succeeded).ShouldAllBe(result => result.Result.Errors.All(error => error.Code.StartsWith("Duplicate", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Redeem_ALinkTwiceAtOnce_WorksOnce()
    {
        var (_, grace) = await RunAsync(people => people.AddAsync("grace@example.com", Viewer));
        var link = await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(grace.Id, LinkPurpose.Invitation, Cancelled);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RedeemAsync(LinkPurpose.Invitation, link.Secret, Password))));

        results.Count(result => result is { Succeeded: true }).ShouldBe(1);
        results.Count(result => result is null).ShouldBe(3);
        (await SignInAsync("grace@example.com", Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Redeem_WithABadPassword_KeepsTheLink()
    {
        var (_, grace) = await RunAsync(people => people.AddAsync("grace@example.com", Viewer));
        var link = await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(grace.Id, LinkPurpose.Invitation, Cancelled);

        var refused = await RedeemAsync(LinkPurpose.Invitation, link.Secret, "qwerty123456");

        refused.ShouldNotBeNull().Errors.ShouldHaveSingleItem().Code.ShouldBe("PasswordCommon");
        (await RedeemAsync(LinkPurpose.Reset, link.Secret, Password)).ShouldBeNull();
        (await RedeemAsync(LinkPurpose.Invitation, link.Secret, Password)).ShouldNotBeNull().Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task CreateLink_Again_EndsTheEarlierOne()
    {
        var id = await CreateAsync("grace@example.com", Viewer);
        var links = _store.Services.GetRequiredService<OneTimeLinks>();
        var first = await links.CreateAsync(id, LinkPurpose.Reset, Cancelled);
        var second = await links.CreateAsync(id, LinkPurpose.Reset, Cancelled);

        (await RedeemAsync(LinkPurpose.Reset, first.Secret, "another horse battery")).ShouldBeNull();
        (await RedeemAsync(LinkPurpose.Reset, second.Secret, "another horse battery")).ShouldNotBeNull().Succeeded.ShouldBeTrue();
        (await SignInAsync("grace@example.com", Password)).ShouldBeFalse();
        (await SignInAsync("grace@example.com", "another horse battery")).ShouldBeTrue();
        await using var context = _store.CreateDbContext();
        (await context.Links.CountAsync(Cancelled)).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<string> CreateAsync(string email, IReadOnlyList<Grant> grants)
    {
        await using var context = _store.CreateDbContext();
        var person = new Person
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            PasswordHash = new PasswordHasher<Person>().HashPassword(new Person(), Password),
            Grants = grants,
        };
        context.Users.Add(person);
        await context.SaveChangesAsync(Cancelled);
        return person.Id;
    }

    private async Task RemoveAllAsync()
    {
        await using var context = _store.CreateDbContext();
        await context.Users.ExecuteDeleteAsync(Cancelled);
    }

    private async Task<T> RunAsync<T>(Func<PersonStore, Task<T>> run)
    {
        await using var scope = _store.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<PersonStore>());
    }

    private async Task<IdentityResult?> RedeemAsync(LinkPurpose purpose, string secret, string password)
    {
        await using var scope = _store.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PasswordChanges>().RedeemAsync(purpose, secret, password);
    }

    private async Task<bool> SignInAsync(string email, string password)
    {
        await using var scope = _store.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Accounts>().FindAsync(email, password) is not null;
    }

    public sealed class OnSqlite() : PersonStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : PersonStoreTests(new PostgresDatabases(server));
}
