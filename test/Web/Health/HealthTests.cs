using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FlextMonitor.Contracts;
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

        await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.OK, "writtenUntil");
        var ready = await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.OK, "\"default\":\"live\"");
        var live = await WhenAsync(caller, Routes.HealthLive, HttpStatusCode.OK, "\"default\":\"live\"");

        var writtenUntil = Regex.Match(ready, """,\"data\":\{\"writtenUntil\":\"(?<time>[^\"]+)\"\}""");
        DateTimeOffset.TryParse(writtenUntil.Groups["time"].Value, CultureInfo.InvariantCulture, out _).ShouldBeTrue(ready);
        ready.Replace(writtenUntil.Value, "", StringComparison.Ordinal).ShouldBe("""{"status":"ready","checks":{"live-state":{"ok":true,"message":"The live state is read."},"evaluator":{"ok":true,"message":"Sources are being evaluated."},"history":{"ok":true,"message":"History is being written."},"store":{"ok":true,"message":"The store answers."}},"daemons":{"default":"live"}}""");
        live.ShouldBe("""{"status":"live","checks":{},"daemons":{"default":"live"}}""");
    }

    [Fact]
    public async Task Ready_WhileADaemonIsDown_Is200AndSaysSo()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();

        await host.Daemon.StopAsync();

        var ready = await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.OK, "\"default\":\"down\"");
        ready.ShouldStartWith("""{"status":"ready",""");
    }

    [Fact]
    public async Task Ready_WithoutItsStore_Is503ThatNamesIt_AndTheProcessStaysLive()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();
        TakeStoreAway(host);

        var ready = await WhenAsync(caller, Routes.HealthReady, HttpStatusCode.ServiceUnavailable, "\"store\":{\"ok\":false");
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
    [InlineData(Routes.Me, HttpStatusCode.InternalServerError)]
    public async Task Any_OfWhoIsSignedInWhileTheStoreFails_AnswersWhereItIsForEverybody(string path, HttpStatusCode status)
    {
        await using var host = await MonitorHost.StartAsync();
        using var browser = await host.BrowserAsync();
        using var service = await host.ServiceAsync();
        TakeStoreAway(host);

        using var toBrowser = await browser.GetAsync(path, Cancelled);
        using var toService = await service.GetAsync(path, Cancelled);

        toBrowser.StatusCode.ShouldBe(status);
        toService.StatusCode.ShouldBe(status);
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

    /// <summary>The body, once it is as a test expects.</summary>
    private static async Task<string> WhenAsync(HttpClient caller, string path, HttpStatusCode status, string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            using var answer = await caller.GetAsync(path, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(Cancelled);
            if (answer.StatusCode == status && body.Contains(part, StringComparison.Ordinal))
            {
                answer.Header("Content-Type").ShouldStartWith("application/json");
                answer.Header("Cache-Control")!.ShouldContain("no-store");
                return body;
            }

            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        }
    }
}
