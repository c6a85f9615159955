using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The states of the page that come of who looks: signed out, without a right, expired.</summary>
public sealed partial class AccessStateTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task SignedOut_StopsTryingAndOffersToSignIn()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/?source=default");
        visitor.Expect("401");
        var tries = 0;
        visitor.Page.Request += (_, request) => tries += request.Url.Contains("/api/account/me", StringComparison.Ordinal) ? 1 : 0;

        await visitor.SignOutElsewhereAsync();

        await Expect(visitor.Banner("signed-out")).ToContainTextAsync("signed out");
        await SeesAsync(visitor, "Signed out");
        await visitor.Page.EvaluateAsync("() => { dispatchEvent(new Event('online')); document.dispatchEvent(new Event('visibilitychange')); }");
        await visitor.Page.EvaluateAsync("() => fetch('/health/live')");
        tries.ShouldBe(0);
        await InspectAsync(visitor, "signed-out");
        await visitor.Banner("signed-out").GetByRole(AriaRole.Link).ClickAsync();
        await visitor.Page.Locator("[name=email]").FillAsync(MonitorSite.Email);
        await visitor.Page.Locator("[name=password]").FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?source=default");
        await SeesAsync(visitor, "Live");
    }

    [Fact]
    public async Task Forbidden_WithoutARole_SaysWhomToAsk()
    {
        await StartAsync(Day.Script());
        await Site.CreateUserAsync("nobody@example.com");

        var visitor = await ComeAsync();
        visitor.Expect("403");
        await visitor.SignInAsync("nobody@example.com");
        await visitor.OpenAsync();

        await Expect(visitor.Banner("forbidden")).ToContainTextAsync("Ask an administrator");
        await SeesAsync(visitor, "No access");
        await Expect(visitor.Page.Locator(".skeleton")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".tile-figure")).ToHaveCountAsync(0);
        await InspectAsync(visitor, "forbidden");
    }

    [Fact]
    public async Task Viewer_MayLookButNotRun()
    {
        await StartAsync(Day.Script());
        await Site.CreateUserAsync("viewer@example.com", "viewer");

        var visitor = await VisitAsync(email: "viewer@example.com");

        await Expect(visitor.Page.Locator(".attention-failing")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Expired_ComesBackByItselfWithWhatCredentialsThereAre()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await HeadStart.TakeAwayAsync(visitor);
        IWebSocketRoute? open = null;
        var connections = 0;
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await visitor.Page.RouteWebSocketAsync(Negotiated(), route =>
        {
            open = route;
            route.ConnectToServer();
            if (++connections == 2)
            {
                again.SetResult();
            }
        });
        await visitor.OpenAsync("/", "Live");

        await visitor.Page.RunAndWaitForResponseAsync(
            async () =>
            {
                open.ShouldNotBeNull().Send("{\"type\":1,\"target\":\"Closing\",\"arguments\":[{\"reason\":\"expired\",\"retryAfterSeconds\":0}]}\u001e");
                await open.CloseAsync();
            },
            response => response.Url.Contains("negotiate", StringComparison.Ordinal));
        await again.Task.DefaultTimeout();

        await SeesAsync(visitor, "Live");
        await Expect(visitor.Banner("reconnecting")).ToHaveCountAsync(0);
        connections.ShouldBe(2);
    }

    [GeneratedRegex(@"/hubs/dashboard\?id=")]
    private static partial Regex Negotiated();
}
