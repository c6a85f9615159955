using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What a wall shows of one daemon and of many: everything on one screen, nothing cut, as large as the screen allows.</summary>
public sealed class WallTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly int[] Counts = [1, 3, 12, 50];
    private static readonly string[] Standings = ["well", "one-down", "burning"];
    private static readonly Look FullHd = new("1080p", 1920, 1080, ColorScheme.Dark);
    private static readonly Look FourK = new("4k", 3840, 2160, ColorScheme.Dark);

    /// <summary>What ends outside of the window or of the card that it stands in, and charts that are too low to be read.</summary>
    private const string Cut = """
        () => {
          const found = [];
          const outside = (element, box) => element.getBoundingClientRect().bottom > box + 1;
          for (const card of document.querySelectorAll('.wall .card, .wall-daemon')) {
            if (outside(card, innerHeight)) found.push(`${card.className} leaves the window`);
          }
          for (const part of document.querySelectorAll('.lane, .wall-problems li, .wall-more')) {
            const card = part.closest('.card') ?? part.parentElement;
            if (outside(part, card.getBoundingClientRect().bottom)) found.push(`${part.className} leaves its card`);
          }
          for (const chart of document.querySelectorAll('.usage-box')) {
            if (chart.clientHeight < 120) found.push(`a chart of ${chart.clientHeight} px`);
          }
          if (document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth) found.push('it scrolls');
          return found;
        }
        """;

    private const string TextSize = "() => parseFloat(getComputedStyle(document.querySelector('.verdict p')).fontSize)";
    private const string IconSize = "() => document.querySelector('.strip .icon').getBoundingClientRect().width";

    private Kit.Fleet? _fleet;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await (_fleet?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>All in the long form of the tests only.</summary>
    public static TheoryData<int, string> States
    {
        get
        {
            (int Count, string State)[] all = [.. Counts.SelectMany(count => Standings.Select(state => (count, state)))];
            return new TheoryData<int, string>(LongTests.AreWanted ? all : all.Where(each => each is (1 or 50, "well" or "burning") or (3, "one-down") or (12, "burning")));
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Wall_FitsOnOneScreen_AndGrowsWithIt(int count, string state)
    {
        _fleet = await Kit.Fleet.StartAsync(count, place => StandingOf(state, place, count));
        var wall = await ComeAsync(_fleet.Site);
        await wall.SignInAsync();
        await wall.OpenAsync("/?kiosk", "Live");
        await wall.LookAsync(FullHd);
        await Expect(wall.Page.Locator(count == 1 ? ".tile" : ".wall-daemon")).ToHaveCountAsync(count == 1 ? 6 : count);
        if (state == "one-down")
        {
            await _fleet.StopAsync();
            await SeesAsync(wall, "Down");
        }

        await Expect(wall.Page.Locator(".verdict")).ToContainTextAsync(state switch { "well" => "All clear", "burning" => "need you", _ => "is down" });
        var (text, icon) = (await wall.Page.EvaluateAsync<double>(TextSize), await wall.Page.EvaluateAsync<double>(IconSize));

        foreach (var look in new[] { FullHd, FourK })
        {
            await wall.LookAsync(look);
            await Expect(wall.Page.Locator(".legend")).ToHaveCountAsync(0);
            await wall.Page.WaitForFunctionAsync($"() => ({Cut})().length === 0");
            (await Accessibility.InspectAsync(wall.Page)).Violations.ShouldBeEmpty();
            await DocumentFolder.KeepAsync(wall.Page, $"wall-{count}-{state}-{look.Name}");
            if (Screenshots.AreKept)
            {
                await wall.ShootAsync($"wall-{count}-{state}-{look.Name}");
            }
        }

        (await wall.Page.EvaluateAsync<double>(TextSize)).ShouldBe(2 * text, 1);
        (await wall.Page.EvaluateAsync<double>(IconSize)).ShouldBe(2 * icon, 1);
    }

    [Fact]
    public async Task Wall_FeedIsLost_DimsItselfAndSaysSo()
    {
        _fleet = await Kit.Fleet.StartAsync(3, _ => FleetStanding.Well);
        var wall = await ComeAsync(_fleet.Site);
        wall.Expect("ERR_");
        await wall.SignInAsync();
        await wall.OpenAsync("/?kiosk", "Live");
        await Expect(wall.Page.Locator(".wall.is-lost")).ToHaveCountAsync(0);

        await wall.Context.SetOfflineAsync(true);

        await Expect(wall.Page.Locator(".wall-lost")).ToContainTextAsync("No live data since");
        await Expect(wall.Page.Locator(".wall.is-lost")).ToHaveCountAsync(1);
        (await Accessibility.InspectAsync(wall.Page)).Violations.ShouldBeEmpty();
        await wall.Context.SetOfflineAsync(false);
        await Expect(wall.Page.Locator(".wall.is-lost")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Wall_Rotates_ThroughTheDaemons()
    {
        _fleet = await Kit.Fleet.StartAsync(3, _ => FleetStanding.Well);
        var wall = await ComeAsync(_fleet.Site);
        await wall.SignInAsync();

        await wall.OpenAsync("/?kiosk&rotate=5", "Live");

        await Expect(wall.Page.Locator(".wall-daemon")).ToHaveCountAsync(3);
        await Expect(wall.Page.Locator(".strip-source")).ToHaveTextAsync(Kit.Fleet.NameOf(0), new() { Timeout = 20_000 });
        await Expect(wall.Page).ToHaveURLAsync($"{_fleet.Site.Address}/?source={Kit.Fleet.NameOf(0)}&kiosk=&rotate=5");
        await Expect(wall.Page.Locator(".strip-source")).ToHaveTextAsync(Kit.Fleet.NameOf(1), new() { Timeout = 20_000 });
    }

    private static FleetStanding StandingOf(string state, int place, int count) => state switch
    {
        "well" => FleetStanding.Well,
        "burning" => FleetStanding.Troubled,
        _ => place == count - 1 ? FleetStanding.Down : FleetStanding.Well,
    };
}
