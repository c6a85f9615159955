using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Health;

/// <summary><c>/health/live</c> and <c>/health/ready</c>, for anonymous callers.</summary>
public sealed class HealthTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_OfAHostThatIsWell_Is200WithoutSignIn()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();

        var ready = await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.OK, "\"daemon 1\":\"live\"", "\"evaluator\":{\"ok\":true", "\"alerts\":{\"ok\":true", "writtenUntil");
        var live = await WhenAsync(caller, Routes.HealthLive, HttpStatusCode.OK, "\"daemon 1\":\"live\"");

        var writtenUntil = Regex.Match(ready, """,\"data\":\{\"writtenUntil\":\"(?<time>[^\"]+)\"\}""");
        DateTimeOffset.TryParse(writtenUntil.Groups["time"].Value, CultureInfo.InvariantCulture, out _).ShouldBeTrue(ready);
        ready.Replace(writtenUntil.Value, "", StringComparison.Ordinal).ShouldBe(
            """{"status":"ready","checks":{"live-state":{"ok":true,"message":"The live state is read."},"rights":{"ok":true,"message":"The rights of open connections are up to date."},"store":{"ok":true,"message":"The store answers."},"data-folder":{"ok":true,"message":"The data folder can be written."},"alerts":{"ok":true,"message":"Alerts are being sent."},"evaluator":{"ok":true,"message":"Sources are being evaluated."},"history":{"ok":true,"message":"History is being written."},"cluster":{"ok":true,"message":"The processes fit together."},"audit":{"ok":true,"message":"The audit trail can be written."},"keys":{"ok":true,"message":"The keys can be read."},"sessions":{"ok":true,"message":"Ended sessions are stored."},"dashboards":{"ok":true,"message":"No folder of dashboards is set."}},"daemons":{"daemon 1":"live"}}""");
        live.ShouldBe("""{"status":"live","checks":{},"daemons":{"daemon 1":"live"}}""");
    }

    [Fact]
    public async Task Ready_NamesADaemonOnlyToWhoMayWatchIt()
    {
        await using var host = await MonitorHost.StartAsync();
        using var permitted = host.Caller((await host.CreateTokenAsync([new Grant(Roles.Viewer, ["default"])])).Token);
        using var other = host.Caller((await host.CreateTokenAsync([new Grant(Roles.Viewer, ["elsewhere"])])).Token);
        using var browser = await host.BrowserAsync();

        await WhenAsync(permitted, Routes.HealthReady, HttpStatusCode.OK, "\"daemons\":{\"default\":\"live\"}");
        await WhenAsync(browser, Routes.HealthReady, HttpStatusCode.OK, "\"daemons\":{\"default\":\"live\"}");
        await WhenAsync(other, Routes.HealthReady, HttpStatusCode.OK, "\"daemons\":{\"daemon 1\":\"live\"}");
    }

    [Fact]
    public async Task Ready_WhileADaemonIsDown_Is200AndSaysSo()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();

        await host.Daemon.StopAsync();

        var ready = await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.OK, "\"daemon 1\":\"down\"");
        ready.ShouldStartWith("""{"status":"ready",""");
    }

    [Fact]
    public async Task Ready_WithoutItsStore_Is503ThatNamesIt_AndTheProcessStaysLive()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();
        TakeStoreAway(host);

        var ready = await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.ServiceUnavailable, "\"store\":{\"ok\":false,\"message\":\"The store does not answer.\"}");
        var live = await WhenAsync(caller, Routes.HealthLive, HttpStatusCode.OK, "");

        ready.ShouldStartWith("""{"status":"not ready",""");
        ready.ShouldContain("\"store\":{\"ok\":false,\"message\":\"The store does not answer.\"}");
        ready.ShouldNotContain(host.DataDirectory);
        live.ShouldStartWith("""{"status":"live",""");
    }

    [Theory]
    [InlineData(Routes.HealthLive, HttpStatusCode.OK)]
    [InlineData("/login", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData(Routes.Me, HttpStatusCode.ServiceUnavailable)]
    public async Task Any_OfWhoIsSignedInWhileTheStoreFails_AnswersWhereItIsForEverybody(string path, HttpStatusCode status)
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync();
        using var service = await host.ServiceAsync();
        using var token = host.Caller((await host.CreateTokenAsync([new Grant(Roles.Viewer, [])])).Token);
        TakeStoreAway(host);

        foreach (var caller in new[] { browser, service, token })
        {
            using var answer = await caller.GetAsync(path, Cancelled);

            answer.StatusCode.ShouldBe(status);
            answer.Header("Retry-After").ShouldBe(status == HttpStatusCode.ServiceUnavailable ? "5" : null);
        }
    }

    private static void TakeStoreAway(MonitorHost host)
    {
        foreach (var file in Directory.GetFiles(host.DataDirectory, "monitor.db*"))
        {
            File.Delete(file);
            Directory.CreateDirectory(file);
        }

        // Connections that wait for their next use still hold the files.
        SqliteConnection.ClearAllPools();
    }

    /// <summary>The body, once it has all that a test expects.</summary>
    private static async Task<string> WhenAsync(HttpClient caller, string path, HttpStatusCode status, params string[] parts)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            using var answer = await caller.GetAsync(path, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(Cancelled);
            if (answer.StatusCode == status && Array.TrueForAll(parts, part => body.Contains(part, StringComparison.Ordinal)))
            {
                answer.Header("Content-Type").ShouldStartWith("application/json");
                answer.Header("Cache-Control")!.ShouldContain("no-store");
                return body;
            }

            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
    }
}
