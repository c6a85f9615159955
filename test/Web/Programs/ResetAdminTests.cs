using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary><c>FlextMonitor.Web reset-admin</c>, beside a monitor that runs.</summary>
public sealed class ResetAdminTests
{
    private const string NewPassword = "another horse battery";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ResetAdmin_OfSomebody_PrintsALinkThatTheRunningMonitorTakes()
    {
        await using var host = await MonitorHost.StartAsync();
        await using var program = ProgramRun.Start(["reset-admin", "--email", "ADA@example.com"], ("DataDirectory", host.DataDirectory), ("urls", "http://0.0.0.0:5000"));

        (await program.ExitAsync()).ShouldBe(0);

        var line = program.Output.ShouldHaveSingleItem();
        line.ShouldStartWith("Set a new password for ADA@example.com, once and within a day, at http://localhost:5000/reset#");
        using var caller = host.Caller();
        using var redeemed = await caller.PostAsJsonAsync(Routes.PasswordReset, new { secret = line.Split('#')[1], password = NewPassword }, Cancelled);
        redeemed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var signedIn = await caller.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = NewPassword }, Cancelled);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ResetAdmin_OfSomebodyWhoIsNoAdministrator_IsRefusedUnlessAskedFor()
    {
        await using var host = await MonitorHost.StartAsync();
        await host.CreateUserAsync("grace@example.com", Roles.Viewer);
        var refused = await InProcessProgram.RunAsync(["reset-admin", "--email=grace@example.com"], ("DataDirectory", host.DataDirectory));
        var promoting = await InProcessProgram.RunAsync(["reset-admin", "--promote", "--email=grace@example.com"], ("DataDirectory", host.DataDirectory));

        refused.Code.ShouldBe(1);
        promoting.Code.ShouldBe(0);
        refused.Errors.ShouldContain("reset-admin: 'grace@example.com' is not an administrator. Administrators: ada@example.com. To make this person one, add --promote");
        promoting.Output.ShouldHaveSingleItem().ShouldStartWith("Set a new password for grace@example.com");
        using var grace = await host.ServiceAsync("grace@example.com");
        (await (await grace.GetAsync(Routes.Me, Cancelled)).ReadAsync())["roles"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task ResetAdmin_WhereHistoryCannotBeUsed_StillPrintsALink()
    {
        await using var host = await MonitorHost.StartAsync();

        var program = await InProcessProgram.RunAsync(
            ["reset-admin", $"--email={MonitorHost.AdminEmail}"], ("DataDirectory", host.DataDirectory), ("ConnectionStrings:History", $"Data Source={host.DataDirectory}/missing/history.db"));

        program.Code.ShouldBe(0, string.Join('\n', program.Errors));
        program.Output.ShouldHaveSingleItem().ShouldStartWith("Set a new password for ");
    }

    [Fact]
    public async Task ResetAdmin_InAFolderWithoutAStore_IsRefused_AndMakesNeitherTablesNorKeys()
    {
        var folder = Directory.CreateTempSubdirectory("reset-admin-test-");

        var program = await InProcessProgram.RunAsync(["reset-admin", "--email=ada@example.com"], ("DataDirectory", folder.FullName));

        program.Code.ShouldBe(1);
        program.Errors.ShouldHaveSingleItem().ShouldContain("does not have the tables of this release. Start the monitor of this release once");
        folder.GetFileSystemInfos().ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task ResetAdmin_OfNobody_NamesTheAdministrators()
    {
        await using var host = await MonitorHost.StartAsync();

        var program = await InProcessProgram.RunAsync(["reset-admin", "--email=nobody@example.com"], ("DataDirectory", host.DataDirectory));

        program.Code.ShouldBe(1);
        program.Errors.ShouldContain("reset-admin: nobody with a password has the e-mail address 'nobody@example.com'. Administrators: ada@example.com");
    }

    [Fact]
    public async Task ResetAdmin_WithoutAnAddress_SaysHow()
    {
        var program = await InProcessProgram.RunAsync(["reset-admin"]);

        program.Code.ShouldBe(1);
        program.Errors.ShouldContain("reset-admin: say for whom: reset-admin --email=ada@example.com");
    }
}
