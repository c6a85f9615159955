using System.Net;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>How often one session or token may ask.</summary>
public sealed class RequestPaceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_MoreThanOneSessionMay_Are429_AndOtherSessionsAndPagesAreServed()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:RequestsPerSession", "1")]);
        using var hasty = await host.ServiceAsync();
        using var other = await host.ServiceAsync();

        using var refused = await Eventually.GetAsync(() => hasty.GetAsync(Routes.Me, Cancelled), answer => answer.StatusCode == HttpStatusCode.TooManyRequests);

        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        ((string)(await refused.ReadAsync())["detail"]!).ShouldBe("This session or token asks more often than Limits:RequestsPerSession allows. Try again in 1 s.");
        using var served = await other.GetAsync(Routes.Me, Cancelled);
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var trail = await other.GetAsync($"{Routes.Audit}?outcome=refused", Cancelled);
        ((string)(await trail.ReadAsync())["entries"]![0]!["what"]!).ShouldBe("GET /api/account/me");
        using var health = await hasty.GetAsync(Routes.HealthReady, Cancelled);
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
