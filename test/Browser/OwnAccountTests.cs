using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>What people do with their own account.</summary>
public sealed class OwnAccountTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string NewPassword = "another horse battery";

    [Fact]
    public async Task OtherSessions_Ended_TheirPagesShowNothingMore_AndThisOneGoesOn()
    {
        await StartAsync(Day.Script());
        var other = await VisitAsync();
        other.Expect("401");
        var visitor = await VisitAccountAsync();
        await InspectAsync(visitor, "account");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, end" }).ClickAsync();

        await Expect(other.Banner("signed-out")).ToBeVisibleAsync();
        await Expect(other.Page.Locator(".tile-figure")).ToHaveCountAsync(0);
        (await other.Page.EvaluateAsync<string>("() => sessionStorage.getItem('flextmonitor.series.2') ?? '{}'")).ShouldBe("{}");
        await Expect(visitor.Page.Locator(".session")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Password_Changed_IsTheOneThatSignsIn()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAccountAsync();

        await visitor.Page.GetByLabel("Current password").FillAsync(MonitorSite.Password);
        await visitor.Page.GetByLabel("New password").FillAsync(NewPassword);
        await visitor.Page.GetByLabel("Repeat the password").FillAsync(NewPassword);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator(".notice")).ToHaveTextAsync("Your password was changed");

        var later = await ComeAsync();
        await later.OpenAsync("/login");
        await later.Page.GetByLabel("E-mail address").FillAsync(MonitorSite.Email);
        await later.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(NewPassword);
        await later.Page.Keyboard.PressAsync("Enter");
        await SeesAsync(later, "Live");
    }

    [Fact]
    public async Task Portuguese_IsSpokenOnThePage()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync("pt-BR");
        await visitor.SignInAsync();

        await visitor.OpenAsync("/account");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Conta" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Este navegador", new() { Exact = true })).ToBeVisibleAsync();
        await InspectAsync(visitor, "account-pt");
    }

    private async Task<Visitor> VisitAccountAsync()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/account");
        await Expect(visitor.Page.GetByText("This browser", new() { Exact = true })).ToBeVisibleAsync();
        return visitor;
    }
}
