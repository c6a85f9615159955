using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using FlextMonitor.Web.Tests.Stats;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Over HTTP, too, somebody learns nothing of a daemon that is not permitted.</summary>
public sealed class SourceLimitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Http_OfALimitedViewer_TellsNothingOfTheOtherDaemon()
    {
        await using var other = await ScriptedDaemon.StartAsync();
        await using var host = await MonitorHost.StartAsync(settings: [("Daemons:0:Name", "hidden-daemon"), ("Daemons:1:Name", "south"), ("Daemons:1:Address", other.Address)]);
        using var administrator = await host.ServiceAsync();
        await administrator.StatsWhenAsync(stats => stats["error"] is null, "?source=hidden-daemon");
        await administrator.StatsWhenAsync(stats => stats["error"] is null, "?source=south");
        using var limited = host.Caller((await host.CreateTokenAsync([new Grant(Roles.Operator, ["south"])])).Token);

        using var notPermitted = await limited.GetAsync($"{Routes.Stats}?source=hidden-daemon", Cancelled);
        using var missing = await limited.GetAsync($"{Routes.Stats}?source=nowhere", Cancelled);
        using var first = await limited.GetAsync(Routes.Stats, Cancelled);
        await Eventually.GetAsync(() => administrator.GetStringAsync("/metrics", Cancelled), all => all.Contains("source=\"hidden-daemon\"", StringComparison.Ordinal));
        var metrics = await Eventually.GetAsync(() => limited.GetStringAsync("/metrics", Cancelled), own => own.Contains("source=\"south\"", StringComparison.Ordinal));
        var me = await limited.GetStringAsync(Routes.Me, Cancelled);
        using var nobody = host.Caller();
        string[] health =
        [
            await limited.GetStringAsync(Routes.HealthLive, Cancelled),
            await Eventually.GetAsync(() => BodyAsync(limited, Routes.HealthReady), body => body.Contains("\"south\":\"live\"", StringComparison.Ordinal)),
            await nobody.GetStringAsync(Routes.HealthLive, Cancelled),
            await BodyAsync(nobody, Routes.HealthReady),
        ];

        notPermitted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await notPermitted.Content.ReadAsStringAsync(Cancelled)).ShouldContain("Unknown daemon 'hidden-daemon'. Known daemons: south.");
        (await missing.Content.ReadAsStringAsync(Cancelled)).ShouldContain("Unknown daemon 'nowhere'. Known daemons: south.");
        ((string)(await first.ReadAsync())["source"]!).ShouldBe("south");
        metrics.ShouldNotContain("hidden-daemon");
        health.ShouldAllBe(body => !body.Contains("hidden-daemon", StringComparison.Ordinal));
        health[1].ShouldContain("\"south\":\"live\"");
        health[3].ShouldNotContain("south");
        metrics.ShouldContain("flextmonitor_hub_connections");
        me.ShouldBe("""{"email":"test","roles":["viewer","operator"],"sources":["south"],"operatesSources":["south"],"kind":"service","dashboards":null}""");
    }

    /// <summary>The body of an answer of any status.</summary>
    private static async Task<string> BodyAsync(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path, Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }
}
