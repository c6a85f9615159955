using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Audit;
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
    public async Task Changes_TellTheAuditTrail_HowItWasBeforeAndAfter()
    {
        var id = await CreateAsync("grace@example.com", Administrator);
        await CreateAsync("ada2@example.com", Administrator);

        var (granted, disabled, removed) = (new AuditDetails(), new AuditDetails(), new AuditDetails());
        await RunAsync(people => people.SetGrantsAsync(id, Viewer, granted));
        await RunAsync(people => people.DisableAsync(id, disabled));
        await RunAsync(people => people.DeleteAsync(id, removed));

        const string IsViewer = """[{"role":"viewer","sources":["prod"]}]""";
        (granted.Subject, granted.SubjectId).ShouldBe(("grace@example.com", id));
        (granted.Before, granted.After).ShouldBe(("""[{"role":"admin","sources":[]}]""", IsViewer));
        (disabled.Before, disabled.After).ShouldBe(("""{"disabled":false}""", """{"disabled":true}"""));
        (removed.Before, removed.After).ShouldBe((IsViewer, null));
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

        (await RunAsync(people => people.FindAsync(id, Cancelled)))!.IsActiveAdministrator().ShouldBeTrue();
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
            (await context.Users.AsNoTracking().ToListAsync(Cancelled)).Count(person => person.IsActiveAdministrator()).ShouldBe(1);
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
        var link = await LinkAsync(grace.Id, LinkPurpose.Invitation);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RedeemAsync(LinkPurpose.Invitation, link.Secret, Password))));

        results.Count(result => result is { Succeeded: true }).ShouldBe(1);
        results.Count(result => result is null).ShouldBe(3);
        (await SignInAsync("grace@example.com", Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Redeem_WithABadPassword_KeepsTheLink()
    {
        var (_, grace) = await RunAsync(people => people.AddAsync("grace@example.com", Viewer));
        var link = await LinkAsync(grace.Id, LinkPurpose.Invitation);

        var refused = await RedeemAsync(LinkPurpose.Invitation, link.Secret, "qwerty123456");

        refused.ShouldNotBeNull().Errors.ShouldHaveSingleItem().Code.ShouldBe("PasswordCommon");
        (await RedeemAsync(LinkPurpose.Reset, link.Secret, Password)).ShouldBeNull();
        (await RedeemAsync(LinkPurpose.Invitation, link.Secret, Password)).ShouldNotBeNull().Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task CreateLink_Again_EndsTheEarlierOne()
    {
        var id = await CreateAsync("grace@example.com", Viewer);
        var first = await LinkAsync(id, LinkPurpose.Reset);
        var second = await LinkAsync(id, LinkPurpose.Reset);

        (await RedeemAsync(LinkPurpose.Reset, first.Secret, "another horse battery")).ShouldBeNull();
        (await RedeemAsync(LinkPurpose.Reset, second.Secret, "another horse battery")).ShouldNotBeNull().Succeeded.ShouldBeTrue();
        (await SignInAsync("grace@example.com", Password)).ShouldBeFalse();
        (await SignInAsync("grace@example.com", "another horse battery")).ShouldBeTrue();
        await using var context = _store.CreateDbContext();
        (await context.Links.CountAsync(Cancelled)).ShouldBe(0);
    }

    [Fact]
    public async Task CreateLink_ManyAtOnce_LeavesOne()
    {
        var id = await CreateAsync("grace@example.com", Viewer);

        var links = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LinkAsync(id, LinkPurpose.Reset))));

        await using var context = _store.CreateDbContext();
        var left = await context.Links.AsNoTracking().ToListAsync(Cancelled);
        links.Select(link => OneTimeLinks.HashOf(link.Secret)).ShouldContain(left.ShouldHaveSingleItem().Hash);
    }

    [Fact]
    public async Task CreateLink_OfSomebodyUnknown_IsNone() =>
        (await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync("nobody", LinkPurpose.Reset, Cancelled)).ShouldBeNull();

    [Fact]
    public async Task Link_FromBeforeAPersonWasDisabled_IsNotValidAfterwards()
    {
        var id = await CreateAsync("grace@example.com", Viewer);
        var link = await LinkAsync(id, LinkPurpose.Reset);
        await RunAsync(people => people.DisableAsync(id));
        await RunAsync(people => people.EnableAsync(id));

        (await RedeemAsync(LinkPurpose.Reset, link.Secret, "another horse battery")).ShouldBeNull();
    }

    [Fact]
    public async Task Link_FromBeforeAPersonChangedThePassword_IsNotValidAfterwards()
    {
        var id = await CreateAsync("grace@example.com", Viewer);
        var link = await LinkAsync(id, LinkPurpose.Reset);
        var changed = await _store.RunAsync<PasswordChanges, IdentityResult>(passwords => passwords.ChangeAsync(id, null, Password, "another horse battery"));

        changed.Succeeded.ShouldBeTrue();
        (await RedeemAsync(LinkPurpose.Reset, link.Secret, "yet another horse")).ShouldBeNull();
    }

    [Fact]
    public async Task Change_OfAPerson_IsNotUndoneByWhoeverReadThemBefore()
    {
        var id = await CreateAsync("grace@example.com", Viewer);
        await using var scope = _store.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var before = (await users.FindByIdAsync(id))!;

        await RunAsync(people => people.DisableAsync(id));
        var written = await users.UpdateAsync(before);

        written.Errors.ShouldHaveSingleItem().Code.ShouldBe("ConcurrencyFailure");
        (await RunAsync(people => people.FindAsync(id, Cancelled)))!.DisabledAt.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<string> CreateAsync(string email, IReadOnlyList<Grant> grants) => _store.AddPersonAsync(email, Password, grants);

    private async Task RemoveAllAsync()
    {
        await using var context = _store.CreateDbContext();
        await context.Users.ExecuteDeleteAsync(Cancelled);
    }

    private Task<T> RunAsync<T>(Func<PersonStore, Task<T>> run) => _store.RunAsync(run);

    private async Task<IdentityResult?> RedeemAsync(LinkPurpose purpose, string secret, string password) =>
        (await _store.RunAsync<PasswordChanges, LinkRedemption?>(passwords => passwords.RedeemAsync(purpose, secret, password)))?.Result;

    private async Task<NewLink> LinkAsync(string id, LinkPurpose purpose) =>
        (await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(id, purpose, Cancelled)).ShouldNotBeNull();

    private async Task<bool> SignInAsync(string email, string password) =>
        await _store.RunAsync<Accounts, Person?>(accounts => accounts.FindAsync(email, password)) is not null;

    public sealed class OnSqlite() : PersonStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : PersonStoreTests(new PostgresDatabases(server));
}
