using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Hub.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>The first minutes with a new host, which nobody has set up.</summary>
public sealed class SetupTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task NewHost_SaysWhereTheLinkIs_AndTheLinkOutlivesAReload()
    {
        await StartAsync(Day.Script(isTroubled: false), ("Admin:Email", ""), ("Admin:Password", ""));
        var visitor = await ComeAsync();

        await visitor.OpenAsync("/");
        await Expect(visitor.Page.GetByText("The host prints a link to its standard output")).ToBeVisibleAsync();

        await visitor.OpenAsync((await Site.Services.GetRequiredService<FirstSetup>().CreateLinkAsync())!);
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" })).ToBeVisibleAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/setup");
        await visitor.Page.ReloadAsync();
        await visitor.Page.GetByLabel("E-mail").FillAsync("first@example.com");
        await visitor.Page.GetByLabel("Password").First.FillAsync(MonitorSite.Password);
        await visitor.Page.GetByLabel("Repeat the password").FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await SeesAsync(visitor, "Live");
    }

    [Fact]
    public async Task LinkOfAHostThatIsSetUp_LeadsToTheSignIn_WhichSaysThatItWasUsed()
    {
        await StartAsync(Day.Script(isTroubled: false));
        var visitor = await ComeAsync();

        await visitor.OpenAsync($"/setup#{new string('0', 64)}");

        await Expect(visitor.Page.GetByText("the set-up link was used")).ToBeVisibleAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/login?notice=set-up");
        await InspectAsync(visitor, "set-up-already");
    }
}
