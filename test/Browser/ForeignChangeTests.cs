using FlextMonitor.Browser.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What a browser's translation or an extension does to the page, and a browser that lacks something.</summary>
public sealed class ForeignChangeTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Replaces every text on the page as Chromium's translation does.</summary>
    private const string Translate = """
        globalThis.translate = () => {
          const walker = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          for (const text of texts) {
            if (text.data.trim() === '' || text.parentElement.closest('font')) continue;
            const outer = document.createElement('font');
            const inner = document.createElement('font');
            outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
            inner.textContent = text.data;
            outer.append(inner);
            text.replaceWith(outer);
          }
        }
        """;

    private const string TranslateForEver = """
        () => {
          translate();
          new MutationObserver(translate).observe(document.getElementById('page'), { subtree: true, childList: true, characterData: true });
        }
        """;

    /// <summary>Each optional interface of the browser that the page uses, taken away in one of two ways.</summary>
    private const string TakeAway = """
        (isThrowing) => {
          const refuse = () => { throw new DOMException('The operation is insecure.', 'SecurityError'); };
          const lack = isThrowing ? { get: refuse } : { value: undefined };
          const take = (owner, ...names) => names.forEach((name) => Object.defineProperty(owner, name, { configurable: true, ...lack }));
          take(globalThis, 'localStorage', 'sessionStorage', 'indexedDB', 'matchMedia', 'Notification', 'ResizeObserver', 'MutationObserver');
          take(Navigator.prototype, 'clipboard', 'wakeLock', 'languages', 'serviceWorker', 'locks');
          take(History.prototype, 'pushState', 'replaceState');
          take(HTMLCanvasElement.prototype, 'getContext');
        }
        """;

    [Fact]
    public async Task Translated_DaemonStopped_IsSaidAllTheSame()
    {
        await StartAsync(Day.Script(isTroubled: false));
        var visitor = await VisitAsync();
        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("All clear");
        await visitor.Page.EvaluateAsync(Translate);

        await visitor.Page.EvaluateAsync("() => translate()");
        await Daemon.StopAsync();

        await SeesAsync(visitor, "Down");
        await Expect(visitor.Banner("down")).ToContainTextAsync("unreachable since");
        await Expect(visitor.Page.Locator(".verdict")).Not.ToHaveTextAsync("All clear");
        await Expect(visitor.Page.Locator("font")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TranslatedForEver_IsSaid_AndDaemonStoppedToo()
    {
        await StartAsync(Day.Script(isTroubled: false));
        var visitor = await VisitAsync();
        await visitor.Page.EvaluateAsync(Translate);

        await visitor.Page.EvaluateAsync(TranslateForEver);
        await Expect(visitor.Banner("altered")).ToContainTextAsync("Turn off translation");
        await Daemon.StopAsync();

        await SeesAsync(visitor, "Down");
        await Expect(visitor.Page.Locator(".verdict")).Not.ToHaveTextAsync("All clear");
    }

    [Fact]
    public async Task ElementsTakenAway_AreBack()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.EvaluateAsync("() => document.querySelectorAll('.tile, .strip-trust').forEach((element) => element.remove())");

        await SeesAsync(visitor, "Live");
        await Expect(visitor.Page.Locator(".tile")).ToHaveCountAsync(6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OptionalInterfaces_TakenAway_SignInAndPageGoOn(bool isThrowing)
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.Page.AddInitScriptAsync($"({TakeAway})({(isThrowing ? "true" : "false")})");

        await visitor.OpenAsync("/login");
        await visitor.Page.Locator("[name=email]").FillAsync(MonitorSite.Email);
        await visitor.Page.Locator("[name=password]").FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await SeesAsync(visitor, "Live");
        await Expect(visitor.Tile("CPU").Locator(".tile-figure")).ToContainTextAsync("%");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "light");
        await visitor.Page.Locator(".strip-zone").ClickAsync();
        await Expect(visitor.Page.Locator(".strip-zone")).ToHaveTextAsync("UTC");
    }
}
