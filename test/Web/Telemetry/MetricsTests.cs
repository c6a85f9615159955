using System.Net;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Telemetry;

/// <summary><c>/metrics</c>.</summary>
public sealed class MetricsTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfAViewer_IsWhatPrometheusReads()
    {
        var email = await shared.Host.CreateUserAsync("prometheus@example.com", Roles.Viewer);
        using var service = await shared.Host.ServiceAsync(email);

        using var answer = await service.GetAsync("/metrics", Cancelled);

        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain("# TYPE dotnet_");
        answer.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task Get_OfSomebodyWithoutARole_Is403AndNoRedirect()
    {
        var email = await shared.Host.CreateUserAsync("no-metrics@example.com");
        using var service = await shared.Host.ServiceAsync(email);
        using var browser = await shared.Host.BrowserAsync(email);

        using var toService = await service.GetAsync("/metrics", Cancelled);
        using var toBrowser = await browser.GetAsync("/metrics", Cancelled);

        toService.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        toBrowser.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Get_NotSignedIn_Is401()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.GetAsync("/metrics", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
