using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What a person can set and rely on, whatever state the page is in.</summary>
public sealed partial class PageTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Whatever somebody could use, besides the runs of the timeline and the names of the table's columns, which say something too.</summary>
    private const string Controls = "button:visible:not([data-run]):not(.sort), select:visible, input:visible, summary:visible";

    /// <summary>What Tab stops at; of several that the arrow keys lead between, at one.</summary>
    private const string TabStops =
        "a[href]:visible:not([tabindex='-1']), button:visible:enabled:not([tabindex='-1']), summary:visible, select:visible, input:visible, [tabindex='0']:visible:not(button)";

    /// <summary>How many lanes end outside of their card.</summary>
    private const string LanesCut = """
        () => {
          const end = document.querySelector('.timeline').getBoundingClientRect().bottom;
          return [...document.querySelectorAll('.lane')].filter((lane) => lane.getBoundingClientRect().bottom > end).length;
        }
        """;

    /// <summary>The states of runs that do not fit into their column, and by how much.</summary>
    private const string StatusesCut = """
        () => [...document.querySelectorAll('td.col-status')]
          .filter((cell) => cell.scrollWidth > cell.clientWidth)
          .map((cell) => `${cell.textContent}: ${cell.scrollWidth} px in ${cell.clientWidth}`)
        """;

    [Theory]
    [InlineData("en-US", "Live", "Cancelled")]
    [InlineData("pt-BR", "Ao vivo", "Cancelado")]
    public async Task Table_CutsNoStatus(string locale, string state, string cancelled)
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(state, locale: locale);
        await visitor.Page.Locator(".runs-more").ClickAsync();
        await Expect(visitor.Page.Locator("td.col-status").Filter(new() { HasText = cancelled })).ToHaveCountAsync(1);

        (await visitor.Page.EvaluateAsync<string[]>(StatusesCut)).ShouldBeEmpty();
        await visitor.Page.SetViewportSizeAsync(780, 1000);
        (await visitor.Page.EvaluateAsync<string[]>(StatusesCut)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Zone_Switched_ShowsUtcAndIsKept()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        var time = visitor.Page.Locator(".attention-failing time").First;
        var local = await time.InnerTextAsync();
        var inFull = await time.GetAttributeAsync("title");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Local" }).ClickAsync();

        await Expect(time).Not.ToHaveTextAsync(local);
        // Of what began the day before, the page shows the day too, without the year that stands between them in full.
        var timeOfDay = (await time.InnerTextAsync()).Split(' ')[^1];
        inFull.ShouldNotBeNull().ShouldContain("UTC");
        inFull.ShouldContain($" {timeOfDay}");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "UTC" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Theme_Chosen_HoldsAgainstTheSystemAndIsThereBeforeAnythingIsDrawn()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.GetByLabel("Settings and account").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        await visitor.Page.RouteAsync("**/assets/*.js", route => route.Request.Url.Contains("/early-", StringComparison.Ordinal) ? route.ContinueAsync() : route.AbortAsync());
        visitor.Expect("ERR_FAILED");
        await visitor.OpenAsync();

        (await visitor.Page.EvaluateAsync<string>("() => document.documentElement.dataset.bsTheme")).ShouldBe("dark");
    }

    [Fact]
    public async Task Kiosk_HasNoControlsAndLargerFigures()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();
        const string Size = "() => parseFloat(getComputedStyle(document.querySelector('.tile-figure')).fontSize)";
        var usual = await visitor.Page.EvaluateAsync<double>(Size);

        await visitor.OpenAsync("/?kiosk", "Live");

        await Expect(visitor.Tile("CPU")).ToBeVisibleAsync();
        (await visitor.Page.EvaluateAsync<double>(Size)).ShouldBeGreaterThan(usual);
        await Expect(visitor.Page.Locator(Controls)).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator(".lane")).ToHaveCountAsync(6);
        (await visitor.Page.EvaluateAsync<int>(LanesCut)).ShouldBe(0, "nobody scrolls on a wall");
        await visitor.ShootAsync("kiosk");
        (await Accessibility.InspectAsync(visitor.Page)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kiosk_WithARun_HasNoControlsEither_AndEscapeClosesTheRunFirst()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync(path: $"/?kiosk&run=default%2F{Day.FailedRun}");

        await Expect(visitor.Page.Locator("#drawer-title")).ToContainTextAsync(Day.FailingPipeline);
        await Expect(visitor.Page.Locator(Controls)).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.Locator(".drawer")).ToHaveCountAsync(0);
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/?kiosk=");
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/");
    }

    [Fact]
    public async Task Print_IsCleanInBothThemes()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = scheme });

            await Expect(visitor.Page.Locator(Controls)).ToHaveCountAsync(0);
            await Expect(visitor.Tile("CPU")).ToBeVisibleAsync();
            var background = await visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
            background.ShouldBeOneOf("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)");
            await visitor.ShootAsync($"print-{scheme.ToString().ToLowerInvariant()}");
        }
    }

    [Fact]
    public async Task Print_RepeatsTheHeadOfATable_AndPartsNoRow()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(visitor.Page.Locator(".print-only")).ToBeVisibleAsync();
        (await StyleAsync(visitor, ".runs-table thead", "display")).ShouldBe("table-header-group");
        (await StyleAsync(visitor, ".runs-table tbody tr", "breakInside")).ShouldBe("avoid");
    }

    [Fact]
    public async Task ForcedColours_ShowBarsAndWhatIsPressed()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });

        (await StyleAsync(visitor, ".bar", "borderTopStyle")).ShouldBe("solid");
        (await StyleAsync(visitor, ".bar-failed", "borderTopWidth")).ShouldBe("3px");
        (await StyleAsync(visitor, ".chip[aria-pressed=true]", "outlineStyle")).ShouldBe("solid");
        (await StyleAsync(visitor, ".chip[aria-pressed=false]", "outlineStyle")).ShouldBe("none");
        (await Accessibility.InspectAsync(visitor.Page)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task HiddenTab_GoesOnReceivingAndSaysProblemsInItsTitle()
    {
        var script = Day.Script(isTroubled: false);
        await StartAsync(script);
        var visitor = await VisitAsync();
        await Expect(visitor.Page).ToHaveTitleAsync("FlextMonitor");
        await HideAsync(visitor, isHidden: true);

        // A frame that was asked for before is still drawn.
        await visitor.Page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        var drawn = await visitor.Tile("CPU").InnerTextAsync();

        var listed = script.ListExecutions;
        script.ListExecutions = async (request, context) =>
        {
            var answer = (await listed(request, context)).Clone();
            answer.Executions.Insert(0, Runs.Failed("new", "orders", TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(8), "disk full"));
            return answer;
        };

        await Expect(visitor.Page).ToHaveTitleAsync(OneProblem());
        (await visitor.Tile("CPU").InnerTextAsync()).ShouldBe(drawn);
        await HideAsync(visitor, isHidden: false);
        await Expect(visitor.Page.Locator(".attention-failing")).ToContainTextAsync("disk full");
    }

    [Fact]
    public async Task EveryControl_IsReachedByTabAndShowsIt()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync();

        // Marks that come by and by are there at once.
        await visitor.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var controls = await visitor.Page.Locator(TabStops).CountAsync();

        var reached = new HashSet<string>();
        for (var press = 0; press < controls + 5; press++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var focused = await visitor.Page.EvaluateAsync<string?>(Focused);
            if (focused is not null)
            {
                focused.ShouldNotStartWith("unmarked", Case.Sensitive, "what has the focus must show it");
                reached.Add(focused);
            }
        }

        reached.Count.ShouldBeGreaterThanOrEqualTo(controls);
    }

    /// <summary>What has the focus, by its place among all elements, and whether anything marks it.</summary>
    private const string Focused = """
        () => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          const isMarked = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
          return `${isMarked ? 'marked' : 'unmarked'} ${[...document.querySelectorAll('*')].indexOf(element)} ${element.outerHTML.slice(0, 80)}`;
        }
        """;

    /// <summary>As a browser tells a page whose tab is left. A headless one has no tabs to leave.</summary>
    private static async Task HideAsync(Visitor visitor, bool isHidden) => await visitor.Page.EvaluateAsync(
        """
        (isHidden) => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (isHidden ? 'hidden' : 'visible') });
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        isHidden);

    [GeneratedRegex(@"1\b.*FlextMonitor")]
    private static partial Regex OneProblem();

    private static Task<string> StyleAsync(Visitor visitor, string selector, string property) =>
        visitor.Page.Locator(selector).First.EvaluateAsync<string>("(element, property) => getComputedStyle(element)[property]", property);
}
