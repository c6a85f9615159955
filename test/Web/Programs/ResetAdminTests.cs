using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;

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
    public async Task ResetAdmin_OfNobody_NamesTheAdministrators()
    {
        await using var host = await MonitorHost.StartAsync();
        await using var program = ProgramRun.Start(["reset-admin", "--email=nobody@example.com"], ("DataDirectory", host.DataDirectory));

        (await program.ExitAsync()).ShouldBe(1);

        program.Errors.ShouldContain("reset-admin: nobody has the e-mail address 'nobody@example.com'. Administrators: ada@example.com");
    }

    [Fact]
    public async Task ResetAdmin_WithoutAnAddress_SaysHow()
    {
        await using var program = ProgramRun.Start(["reset-admin"]);

        (await program.ExitAsync()).ShouldBe(1);

        program.Errors.ShouldContain("reset-admin: say for whom: reset-admin --email=ada@example.com");
    }
}
