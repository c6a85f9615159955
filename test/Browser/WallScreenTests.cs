using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>A browser on a wall: let in by a code or a link, and shut out again.</summary>
public sealed partial class WallScreenTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Kiosk = ".is-kiosk";
    private const string Code = ".display-code";

    /// <summary>What is read from 5 m has to be this much of the height of a screen of 40 inches: 2.5 cm of 50.</summary>
    private const double LeastShareOfHeight = 0.05;

    /// <summary>Of the document's assets, compressed: nothing of charts, SignalR and the pages of the application.</summary>
    private const int MostBytes = 45_000;

    /// <summary>Notes whether anything of the live page is ever drawn in this tab.</summary>
    private const string NoteLivePage = """
        addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
          if (document.querySelector('.tile:not(.skeleton-block), .verdict:not(.wall-lost, .skeleton-block)')) sessionStorage.setItem('live-page', location.href);
        }).observe(document, { subtree: true, childList: true }));
        """;

    private static readonly Look Large = new("4k", 3840, 2160, ColorScheme.Dark);

    [Fact]
    public async Task Code_IsConfirmed_TheWallShowsTheDashboard_UntilItIsRevoked_AndThenACodeAgain()
    {
        await StartAsync(Day.Script());
        var wall = await ComeAsync();
        wall.Expect("401");
        await wall.OpenAsync("/display");
        var code = await ReadCodeAsync(wall);
        await InspectAsync(wall, "display-code");
        var administrator = await VisitTokensAsync();

        await InspectAsync(administrator, "screen-add");
        await administrator.Page.GetByLabel("Code on the screen").FillAsync(code);
        await administrator.Page.GetByLabel("Name").FillAsync("hall");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Let the screen in" }).ClickAsync();

        await ShowsTheDashboardAsync(wall);
        var row = administrator.Page.Locator("tbody tr");
        await Expect(row).ToContainTextAsync("Wall screen");
        await InspectAsync(administrator, "tokens-screen");

        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, revoke" }).ClickAsync();

        await Expect(wall.Page).ToHaveURLAsync($"{Site.Address}/display");
        (await ReadCodeAsync(wall)).ShouldNotBe(code);
    }

    [Fact]
    public async Task Link_LetsTheWallIn_AndItsBrowserComesBackByItself()
    {
        await StartAsync(Day.Script());
        var administrator = await VisitTokensAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "By a link" }).ClickAsync();
        await administrator.Page.GetByLabel("Name").FillAsync("hall");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await administrator.Page.Locator(".one-time code").InnerTextAsync();
        await InspectAsync(administrator, "screen-link");

        var wall = await ComeAsync();
        await wall.OpenAsync(link);
        await ShowsTheDashboardAsync(wall);
        var isRead = new TaskCompletionSource();
        await HoldSecondAsync(wall, "**/api/account/login", isRead.Task);
        await wall.OpenAsync("/display");

        await Expect(wall.Page.GetByText("This is the wall screen ‘hall’")).ToBeVisibleAsync();
        isRead.SetResult();
        await ShowsTheDashboardAsync(wall);
    }

    [Fact]
    public async Task Screen_BoundToDashboards_ShowsThemByTurns_AndNothingElse()
    {
        await StartAsync(Day.Script());
        var wall = await ComeAsync();
        wall.Expect("401");
        await wall.OpenAsync("/display");
        var code = await ReadCodeAsync(wall);
        var administrator = await VisitTokensAsync();
        var first = await ShareAsync(administrator, "First", "# One");
        var second = await ShareAsync(administrator, "Second", "# Two");
        await administrator.OpenAsync("/tokens");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Add a wall screen" }).ClickAsync();
        await administrator.Page.GetByLabel("Code on the screen").FillAsync(code);
        await administrator.Page.GetByLabel("Name").FillAsync("hall");
        await administrator.Page.GetByRole(AriaRole.Checkbox, new() { Name = "First" }).CheckAsync();
        await administrator.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Second" }).CheckAsync();
        await administrator.Page.GetByLabel("Seconds each").FillAsync("5");
        await InspectAsync(administrator, "screen-add-dashboards");
        await wall.Page.AddInitScriptAsync(NoteLivePage);

        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Let the screen in" }).ClickAsync();

        await Expect(wall.Page.GetByRole(AriaRole.Heading, new() { Name = "One" })).ToBeVisibleAsync();
        await Expect(wall.Page).ToHaveURLAsync($"{Site.Address}/dashboards/{first}?kiosk=");
        await Expect(wall.Page.GetByRole(AriaRole.Heading, new() { Name = "Two" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(wall.Page).ToHaveURLAsync($"{Site.Address}/dashboards/{second}?kiosk=");
        (await wall.Page.EvaluateAsync<string?>("() => sessionStorage.getItem('live-page')")).ShouldBeNull();

        await wall.OpenAsync("/runs");
        await Expect(wall.Page).ToHaveURLAsync($"{Site.Address}/dashboards/{first}?kiosk=");
        wall.Expect("ERR_");
        await wall.Context.SetOfflineAsync(true);
        await Expect(wall.Page.Locator(".wall-lost")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await wall.ShootAsync("wall-screen-bound-lost");
    }

    [Fact]
    public async Task Link_OpenedByAPerson_TellsThem_AndLeavesTheirSession()
    {
        await StartAsync(Day.Script());
        var person = await ComeAsync();
        await person.SignInAsync();

        await person.OpenAsync("/display#fxm_none");

        await Expect(person.Page.GetByText(MonitorSite.Email)).ToBeVisibleAsync();
        await Expect(person.Page).ToHaveURLAsync($"{Site.Address}/display");
        await InspectAsync(person, "display-person");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Show the dashboard" }).ClickAsync();
        await ShowsTheDashboardAsync(person);
    }

    [Fact]
    public async Task Code_IsReadFromAfar_AndOutlivesAHostThatIsAway()
    {
        await StartAsync(Day.Script());
        var wall = await ComeAsync("pt-BR");
        wall.Expect("ERR_FAILED");
        await wall.OpenAsync("/display");
        var code = await ReadCodeAsync(wall);
        await Expect(wall.Page.GetByText("Adicionar uma tela de parede")).ToBeVisibleAsync();

        await wall.LookAsync(Large);
        (await wall.Page.Locator(Code).BoundingBoxAsync())!.Height.ShouldBeGreaterThan((float)(Large.Height * LeastShareOfHeight));
        await wall.ShootAsync("display-code-4k");
        (await wall.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight")).ShouldBeFalse();

        await wall.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await Expect(wall.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("O monitor não responde. Tentando novamente.");
        (await ReadCodeAsync(wall)).ShouldBe(code);
        await InspectAsync(wall, "display-away");
        await wall.Page.UnrouteAllAsync();
        await Expect(wall.Page.GetByRole(AriaRole.Alert)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Document_LoadsNothingOfTheDashboard()
    {
        await StartAsync(Day.Script());
        var wall = await ComeAsync();
        await wall.OpenAsync("/display");
        await ReadCodeAsync(wall);

        var bytes = await wall.Page.EvaluateAsync<int>(
            "() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)");

        bytes.ShouldBeInRange(1, MostBytes);
    }

    /// <summary>An administrator with the dialog open that adds a screen.</summary>
    private async Task<Visitor> VisitTokensAsync()
    {
        var administrator = await ComeAsync();
        await administrator.SignInAsync();
        await administrator.OpenAsync("/tokens");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Add a wall screen" }).ClickAsync();
        return administrator;
    }

    /// <summary>Makes a dashboard that others may view, and answers with its id.</summary>
    private static async Task<string> ShareAsync(Visitor owner, string title, string markdown)
    {
        var id = await OwnDashboard.MakeAsync(owner, title, OwnDashboard.Widget("a", "text", (0, 0, 4, 3), new JsonObject { ["markdown"] = markdown }));
        await OwnDashboard.ChangeAsync(owner, id, dashboard => dashboard["visibility"] = "read");
        return id;
    }

    [GeneratedRegex("^[0-9]{3} [0-9]{3}$")]
    private static partial Regex DigitsInTwoGroups();

    private static async Task<string> ReadCodeAsync(Visitor wall)
    {
        await Expect(wall.Page.Locator(Code)).ToHaveTextAsync(DigitsInTwoGroups());
        return (await wall.Page.Locator(Code).TextContentAsync())!;
    }

    /// <summary>Lets a page ask once, and then again only after something has happened: a text that it shows for some seconds can be missed on a busy machine.</summary>
    private static async Task HoldSecondAsync(Visitor visitor, string path, Task until)
    {
        var asked = 0;
        await visitor.Page.RouteAsync(path, async route =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                await until;
            }

            await route.ContinueAsync();
        });
    }

    private async Task ShowsTheDashboardAsync(Visitor wall)
    {
        await SeesAsync(wall, "Live");
        await Expect(wall.Page.Locator(Kiosk)).ToBeVisibleAsync();
        await Expect(wall.Page).ToHaveURLAsync($"{Site.Address}/?kiosk");
    }
}
