using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>What the program prints over a whole session: everything in the form that is set, and no secrets.</summary>
public sealed class LogTests
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse battery";
    private const string DaemonToken = "daemon-token-never-shown";
    private const string LinkLine = "Set up the first administrator, once, at ";

    private static readonly string[] Unknown = ["nowhere"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Output_OfAWholeSession_HoldsNoSecrets_AndTheLinkOutsideTheLog(string format)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var program = ProgramRun.Start(
            ("Daemons:0:Address", daemon.Address), ("Daemons:0:Token", DaemonToken), ("Logs:Format", format), ("Logs:Level", "Verbose"));
        var address = await program.AddressAsync();
        var link = (await program.LineAsync(LinkLine))[LinkLine.Length..];
        link.ShouldStartWith($"{address}/setup#");
        await program.LineAsync("Serving plain HTTP");

        var secrets = await SessionAsync(address, link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..]);
        var code = await program.StopAsync();

        code.ShouldBe(0);
        program.Errors.ShouldBeEmpty();
        string[] announced = [$"{MonitorProcess.AddressLine}{address}", await program.LineAsync("Its data are in "), $"{LinkLine}{link}"];
        var log = program.Output.Except(announced).ToList();
        log.Count.ShouldBe(program.Output.Count - announced.Length);
        log.ShouldContain(line => line.Contains("/api/account/login", StringComparison.Ordinal));
        log.ShouldContain(line => line.Contains("/hubs/dashboard", StringComparison.Ordinal));
        foreach (var secret in secrets.Append(Password).Append(DaemonToken))
        {
            log.ShouldAllBe(line => !line.Contains(secret, StringComparison.Ordinal));
        }

        log.ShouldAllBe(line => !line.StartsWith("forged", StringComparison.Ordinal));
        log.ShouldAllBe(line => !line.Contains(nameof(HubException), StringComparison.Ordinal), "a refused call is no error of the hub");
        if (format == "json")
        {
            log.Select(line => JsonNode.Parse(line)!).ShouldAllBe(entry => entry["@t"] != null && entry["@m"] != null);
        }
    }

    [Fact]
    public async Task Output_OfAStartWithAnAdministratorInTheSettings_SaysThatTheyHaveNoEffectOnceThereIsOne()
    {
        const string Another = "another horse battery";
        var data = Directory.CreateTempSubdirectory("log-test-");
        await using (await MonitorHost.StartAsync(settings: [("DataDirectory", data.FullName)]))
        {
        }

        await using (var program = ProgramRun.Start(("DataDirectory", data.FullName), ("Admin:Email", Email), ("Admin:Password", Another)))
        {
            await program.AddressAsync();

            program.Output.Count(line => line.Contains("Admin:Email and Admin:Password have no effect", StringComparison.Ordinal)).ShouldBe(1);
            program.Output.ShouldAllBe(line => !line.Contains(Another, StringComparison.Ordinal));
        }

        data.Delete(recursive: true);
    }

    /// <summary>Set-up, signing in both ways, a hub connection with the token in the query, a refresh and signing out; what of it must not be seen.</summary>
    private static async Task<List<string>> SessionAsync(string address, string secret)
    {
        using var caller = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };
        (await caller.PostAsJsonAsync(Routes.Setup, new { secret, email = Email, password = Password }, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await caller.PostAsJsonAsync(Routes.Login, new { email = Email, password = "mistyped horse battery" }, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var withCookie = await caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = Email, password = Password }, Cancelled);
        var cookie = withCookie.Header("Set-Cookie")!.Split(';')[0];
        using var login = await caller.PostAsJsonAsync(Routes.Login, new { email = Email, password = Password }, Cancelled);
        var tokens = await login.ReadAsync();
        var access = (string)tokens["accessToken"]!;
        await using (var connection = new HubConnectionBuilder()
            .WithUrl($"{address}{Routes.DashboardHub}?access_token={access}", HttpTransportType.WebSockets, options => options.SkipNegotiation = true).Build())
        {
            await connection.StartAsync(Cancelled).DefaultTimeout();
            await connection.InvokeAsync<DateTimeOffset>(HubMethods.Clock, Cancelled).DefaultTimeout();
            await Should.ThrowAsync<HubException>(connection.InvokeAsync(HubMethods.Watch, Unknown, Cancelled).DefaultTimeout());
        }

        using var refresh = await caller.PostAsJsonAsync(Routes.Refresh, new { refreshToken = (string)tokens["refreshToken"]! }, Cancelled);
        refresh.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var forged = await caller.GetAsync($"/api/%0Aforged?access_token={access}", Cancelled);
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
        (await caller.PostAsync(Routes.Logout, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return [secret, "mistyped horse battery", access, (string)tokens["refreshToken"]!, cookie, cookie.Split('=')[1]];
    }
}
