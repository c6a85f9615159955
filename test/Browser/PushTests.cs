using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Notifications of browsers, as far as a browser without a screen has them: it can neither subscribe nor show any.</summary>
public sealed class PushTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Register = """
        async () => {
          await navigator.serviceWorker.register('/sw.js');
          const { scope, active } = await navigator.serviceWorker.ready;
          return `${scope} ${active.scriptURL}`;
        }
        """;

    [Fact]
    public async Task Account_OffersNotificationsOfThisBrowser()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/account");

        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on in this browser" })).ToBeVisibleAsync();
        await InspectAsync(visitor, "account-push");
    }

    [Fact]
    public async Task ServiceWorker_UnderThePolicyOfThePage_RunsForTheWholeMonitor()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: "/account");

        (await visitor.Page.EvaluateAsync<string>(Register)).ShouldBe($"{Site.Address}/ {Site.Address}/sw.js");
    }
}
