using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The audit trail, as an administrator reads it.</summary>
public sealed class AuditTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Trail_IsFiltered_AndTheFilterStandsInTheAddress()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/audit");
        var rows = visitor.Page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("Sign-in");
        await Expect(rows.First).ToContainTextAsync("ada@example.com");
        await InspectAsync(visitor, "audit");

        await visitor.Page.GetByLabel("Action").SelectOptionAsync("set-up");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        visitor.Page.Url.ShouldEndWith("/audit?what=set-up");

        await visitor.Page.GetByLabel("Who").FillAsync("nobody");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByText("No entries")).ToBeVisibleAsync();
        await InspectAsync(visitor, "audit-none");

        await visitor.Page.GoBackAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(visitor.Page.GetByLabel("Who")).ToHaveValueAsync("");
        await visitor.Page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
    }
}
