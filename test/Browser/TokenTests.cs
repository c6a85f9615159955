using System.Net;
using System.Net.Http.Headers;
using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Contracts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The tokens of services, as an administrator makes and revokes them.</summary>
public sealed class TokenTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Token_IsShownOnce_Works_AndIsRevoked()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/tokens");
        await Expect(visitor.Page.GetByText("There are no tokens")).ToBeVisibleAsync();
        await InspectAsync(visitor, "tokens-none");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create a token" }).ClickAsync();
        await InspectAsync(visitor, "token-create");
        await visitor.Page.GetByLabel("Name").FillAsync("prometheus");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        var token = await visitor.Page.Locator(".one-time code").InnerTextAsync();
        await InspectAsync(visitor, "token-created");
        token.ShouldStartWith("fxm_");
        (await StatusAsync(token)).ShouldBe(HttpStatusCode.OK);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("prometheus");
        (await visitor.Page.ContentAsync()).ShouldNotContain(token);
        await InspectAsync(visitor, "tokens");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, revoke" }).ClickAsync();
        await Expect(visitor.Page.GetByText("There are no tokens")).ToBeVisibleAsync();
        (await StatusAsync(token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Site.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(Routes.Stats, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
