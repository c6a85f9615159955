using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access;

public abstract class AdministratorResetTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const string Password = "correct horse battery";
    private const string NewPassword = "another horse battery";
    private static readonly Grant[] Administrator = [new(Roles.Admin, [])];
    private static readonly Grant[] Viewer = [new(Roles.Viewer, ["prod"])];

    private AccessStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await AccessStore.StartAsync(databases);
        await _store.AddPersonAsync("other@example.com", Password, Administrator);
    }

    [Fact]
    public async Task Link_OfADisabledAdministrator_LetsThemInOnceItIsUsed_AndNotBefore()
    {
        var id = await _store.AddPersonAsync(Email, Password, Administrator);
        await _store.RunAsync<PersonStore, PersonChange>(people => people.DisableAsync(id));

        var link = await CreateLinkAsync(mayPromote: false);

        (await SignInAsync(Password)).ShouldBeNull();
        (await RedeemAsync(link)).ShouldNotBeNull().Succeeded.ShouldBeTrue();
        (await SignInAsync(NewPassword)).ShouldNotBeNull().IsActiveAdministrator().ShouldBeTrue();
        (await SignInAsync(Password)).ShouldBeNull();
        (await RedeemAsync(link)).ShouldBeNull();
    }

    [Fact]
    public async Task Link_OfSomebodyElse_IsRefusedUnlessAskedFor_AndPromotesOnceItIsUsed()
    {
        await _store.AddPersonAsync(Email, Password, Viewer);

        var refused = await CreateLinkAsync(mayPromote: false);
        var link = await CreateLinkAsync(mayPromote: true);

        refused.ShouldBe(new AdministratorLink(AdministratorLinkResult.NoAdministrator));
        Rights.Of((await SignInAsync(Password))!.Grants).ShouldBe(Rights.Of(Viewer));
        (await RedeemAsync(link)).ShouldNotBeNull().Succeeded.ShouldBeTrue();
        (await SignInAsync(NewPassword)).ShouldNotBeNull().IsActiveAdministrator().ShouldBeTrue();
    }

    [Fact]
    public async Task Link_OfADisabledAdministrator_IsAsBeforeIfAnotherOneIsMade()
    {
        var id = await _store.AddPersonAsync(Email, Password, Administrator);
        await _store.RunAsync<PersonStore, PersonChange>(people => people.DisableAsync(id));
        var restoring = await CreateLinkAsync(mayPromote: false);

        var usual = await _store.Services.GetRequiredService<OneTimeLinks>().CreateAsync(id, LinkPurpose.Reset, Cancelled);

        (await RedeemAsync(restoring)).ShouldBeNull();
        (await _store.RunAsync<PasswordChanges, LinkRedemption?>(passwords => passwords.RedeemAsync(LinkPurpose.Reset, usual!.Secret, NewPassword))).ShouldBeNull();
        (await SignInAsync(NewPassword)).ShouldBeNull();
    }

    [Fact]
    public async Task Link_OfNobody_IsNotMade() =>
        (await CreateLinkAsync(mayPromote: true)).ShouldBe(new AdministratorLink(AdministratorLinkResult.UnknownPerson));

    [Fact]
    public async Task Link_InAStoreOfAnotherRelease_IsRefused_AndTheTablesStayAsTheyAre()
    {
        var folder = Directory.CreateTempSubdirectory("reset-test-");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.FullName });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Monitor", await databases.CreateAsync()), new("DataDirectory", folder.FullName)]);
        builder.Services.AddAccess();
        using (var host = builder.Build())
        {
            var reset = host.Services.GetRequiredService<AdministratorReset>();

            var refused = await Should.ThrowAsync<OptionsValidationException>(() => reset.CreateLinkAsync(Email, mayPromote: false, Cancelled));

            refused.Message.ShouldContain("does not have the tables of this release. Start the monitor of this release once");
            await using var context = await host.Services.GetRequiredService<IDbContextFactory<AccessDbContext>>().CreateDbContextAsync(Cancelled);
            (await context.Database.GetAppliedMigrationsAsync(Cancelled)).ShouldBeEmpty();
        }

        folder.Delete(recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<AdministratorLink> CreateLinkAsync(bool mayPromote) => _store.Services.GetRequiredService<AdministratorReset>().CreateLinkAsync(Email, mayPromote, Cancelled);

    private async Task<IdentityResult?> RedeemAsync(AdministratorLink link) =>
        (await _store.RunAsync<PasswordChanges, LinkRedemption?>(passwords => passwords.RedeemAsync(LinkPurpose.Reset, link.Path!.Split('#')[1], NewPassword)))?.Result;

    private Task<Person?> SignInAsync(string password) => _store.RunAsync<Accounts, Person?>(accounts => accounts.FindAsync(Email, password));

    public sealed class OnSqlite() : AdministratorResetTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : AdministratorResetTests(new PostgresDatabases(server));
}
