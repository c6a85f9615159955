using System.Net;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>Requests over connections on top of a limit, in the whole program.</summary>
public sealed class SurplusRequestTests
{
    private const string From = "127.0.7.1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/monitor")]
    public async Task Request_OverAConnectionOnTop_IsRefusedWithTheUsualHeaders_AndHealthIsNot_AlsoBelowAPath(string pathBase)
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectionsPerAddress", "1"), ("PathBase", pathBase)]);
        using var first = LoopbackCaller.From(host.Address, From);
        using var second = LoopbackCaller.From(host.Address, From);
        (await first.GetAsync($"{pathBase}{Routes.HealthLive}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var live = await second.GetAsync($"{pathBase}{Routes.HealthLive}", Cancelled);
        using var ready = await second.GetAsync($"{pathBase}{Routes.HealthReady}", Cancelled);
        using var refused = await second.GetAsync($"{pathBase}/login", Cancelled);

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ready.Content.ReadAsStringAsync(Cancelled)).ShouldContain("\"checks\":");
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.ConnectionClose.ShouldBe(true);
        refused.Header("Content-Security-Policy").ShouldNotBeNull();
        refused.Header("X-Content-Type-Options").ShouldBe("nosniff");
    }
}
