using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>The setting <c>PublicUrl</c>.</summary>
public sealed class PublicAddressTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublicUrl_BeginsLinks_IsAnOwnOrigin_AndDecidesAboutPasskeys()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("PublicUrl", "https://monitor.example/fm"), ("PathBase", "/fm")]);
        using var browser = await host.BrowserAsync();
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", "https://monitor.example");

        using var invited = await browser.PostAsJsonAsync(Routes.People, new { email = "grace@example.com", grants = Array.Empty<Grant>() }, Cancelled);
        using var negotiated = await browser.PostAsync($"{Routes.DashboardHub}/negotiate?negotiateVersion=1", null, Cancelled);
        var passkeys = await (await browser.GetAsync(Routes.Passkeys, Cancelled)).ReadAsync();

        ((string)(await invited.ReadAsync())["link"]!).ShouldStartWith("https://monitor.example/fm/invitation#");
        negotiated.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((string)passkeys["reason"]!).ShouldBe("Passkeys work at https://monitor.example only. This page was opened at 127.0.0.1.");
    }

    [Fact]
    public async Task Origin_ThatIsNotThePublicUrl_MayNotChangeAnything()
    {
        await using var host = await MonitorHost.StartAsync(settings: ("PublicUrl", "https://monitor.example"));
        using var browser = await host.BrowserAsync();
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", "https://other.example");

        using var answer = await browser.PostAsJsonAsync(Routes.People, new { email = "grace@example.com", grants = Array.Empty<Grant>() }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
