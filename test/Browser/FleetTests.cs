using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Many daemons on one page: all well, one down, everything burning; on a desk, on a large screen and on a phone.</summary>
public sealed class FleetTests(Chromium chromium) : BrowserTest(chromium)
{
    private Kit.Fleet? _fleet;

    /// <summary>Where a row ends, in CSS pixels from the top of the window.</summary>
    private const string BottomOfRow = "(place) => document.querySelectorAll('.fleet-row')[place].getBoundingClientRect().bottom";

    /// <summary>The largest fleet in the long form of the tests only: it takes minutes.</summary>
    public static TheoryData<int, string> States
    {
        get
        {
            var states = new TheoryData<int, string>();
            foreach (var count in LongTests.AreWanted ? (int[])[3, 12, 50] : [3, 12])
            {
                states.Add(count, "well");
                states.Add(count, "one-down");
                states.Add(count, "burning");
            }

            return states;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        // After the visitors, who would complain.
        await (_fleet?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Fleet_IsToldAtAGlance(int count, string state)
    {
        var fleet = await StartAsync(count, place => StandingOf(state, place));
        var visitor = await VisitAsync(fleet);
        await Expect(visitor.Page.Locator(".fleet-table")).ToHaveAttributeAsync("aria-rowcount", $"{count + 1}");
        if (state != "well")
        {
            await fleet.StopAsync();
            await SeesAsync(visitor, "Down");
            var down = Enumerable.Range(0, count).Count(place => StandingOf(state, place) == FleetStanding.Down);
            await Expect(visitor.Page.Locator(".strip-age")).ToContainTextAsync($"{count - down} of {count} live");
        }

        var first = visitor.Page.Locator(".fleet-row").First;
        await Expect(first.Locator(".fleet-words")).ToContainTextAsync(state == "well" ? "all clear" : "unreachable since");
        await InspectAsync(visitor, $"fleet-{count}-{state}");
        await InspectLargeAsync(visitor, $"fleet-{count}-{state}");
    }

    [Fact]
    public async Task Lanes_HaveTheRoomThatTheirNamesNeed_AndTheCardIsNoTallerThanWhatItHolds()
    {
        var fleet = await StartAsync(12, _ => FleetStanding.Troubled);
        var visitor = await VisitAsync(fleet);
        await visitor.LookAsync(Look.Large);

        var cut = await visitor.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.lane-name .cut-start, .lane-name .cut-whole')].filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)");
        var empty = await visitor.Page.EvaluateAsync<double>("() => document.querySelector('.timeline').getBoundingClientRect().bottom - Math.max(...[...document.querySelectorAll('.timeline > *')].map((part) => part.getBoundingClientRect().bottom))");

        cut.ShouldBeEmpty();
        empty.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task Fleet_TwelveDaemons_FitAboveTheFold()
    {
        var fleet = await StartAsync(12, _ => FleetStanding.Troubled);
        var visitor = await VisitAsync(fleet);

        await Expect(visitor.Page.Locator(".fleet-row")).ToHaveCountAsync(12);
        await Expect(visitor.Page.Locator(".fleet-bad")).ToHaveCountAsync(12);

        (await visitor.Page.EvaluateAsync<double>(BottomOfRow, 11)).ShouldBeLessThan(900);
    }

    [Fact]
    public async Task Filter_StandsInTheAddress_AndTheWayBackLeadsThroughIt()
    {
        var fleet = await StartAsync(12, place => place % 4 == 1 ? FleetStanding.Troubled : FleetStanding.Well);
        var visitor = await VisitAsync(fleet);
        var rows = visitor.Page.Locator(".fleet-row");

        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^In trouble") }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(visitor.Page).ToHaveURLAsync($"{fleet.Site.Address}/?state=trouble");
        await visitor.Page.GetByPlaceholder("Name of a daemon").FillAsync("-06");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(visitor.Page).ToHaveURLAsync($"{fleet.Site.Address}/?state=trouble&daemon=-06");
        await InspectAsync(visitor, "fleet-filtered");

        await rows.First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator(".switcher-button")).ToContainTextAsync(Kit.Fleet.NameOf(5));
        await visitor.Page.GoBackAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await visitor.Page.GoBackAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await visitor.Page.GoBackAsync();
        await Expect(rows).ToHaveCountAsync(12);
    }

    private static FleetStanding StandingOf(string state, int place) => state switch
    {
        "well" => FleetStanding.Well,
        "one-down" => place == 1 ? FleetStanding.Down : FleetStanding.Well,
        _ => place % 4 == 1 ? FleetStanding.Down : FleetStanding.Troubled,
    };

    private async Task<Kit.Fleet> StartAsync(int count, Func<int, FleetStanding> standingOf) => _fleet = await Kit.Fleet.StartAsync(count, standingOf);

    private async Task<Visitor> VisitAsync(Kit.Fleet fleet)
    {
        var visitor = await ComeAsync(fleet.Site);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/", "Live");
        return visitor;
    }
}
