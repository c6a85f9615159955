using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Hub.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>People from the invitation to the end of their rights, as an administrator and they themselves see it.</summary>
public sealed class PeopleTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Email = "grace@example.com";
    private const string NewPassword = "another horse battery";

    /// <summary>A second daemon, which nobody reaches.</summary>
    private static readonly (string Key, string Value)[] Second = [("Daemons:1:Name", "second"), ("Daemons:1:Address", "http://127.0.0.1:1")];

    [Fact]
    public async Task Invited_ByTheLink_SetsAPassword_AndSeesTheDaemonsOfTheInvitationAlone()
    {
        await StartAsync(Day.Script(), Second);
        var administrator = await VisitPeopleAsync();
        await InspectAsync(administrator, "people");

        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await administrator.Page.GetByLabel("E-mail address").FillAsync(Email);
        await LimitToAsync(administrator, "default");
        await InspectAsync(administrator, "invite");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Make the invitation" }).ClickAsync();
        var link = await LinkAsync(administrator);
        await InspectAsync(administrator, "invited");

        var invited = await ComeAsync();
        await invited.OpenAsync(link);
        await Expect(invited.Page.GetByText(Email)).ToBeVisibleAsync();
        await Expect(invited.Page).ToHaveURLAsync($"{Site.Address}/invitation");
        await InspectAsync(invited, "invitation");
        await SetPasswordAsync(invited, MonitorSite.Password);
        await SeesAsync(invited, "Live");
        await Expect(invited.Banner("down")).ToHaveCountAsync(0);

        var late = await ComeAsync();
        late.Expect("403");
        await late.OpenAsync(link);
        await Expect(late.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This link is not valid any more.");
        await InspectAsync(late, "link-used");
    }

    [Fact]
    public async Task LostPassword_IsSetAgainByALink_AndTheOldOneIsGoodNoMore()
    {
        await StartAsync(Day.Script());
        await Site.CreateUserAsync(Email, Roles.Viewer);
        var administrator = await VisitPeopleAsync();

        await ManageAsync(administrator, Email);
        await InspectAsync(administrator, "person");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link to reset it" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, make it" }).ClickAsync();
        var grace = await ComeAsync();
        grace.Expect("401");
        await grace.OpenAsync(await LinkAsync(administrator));
        await SetPasswordAsync(grace, NewPassword);
        await SeesAsync(grace, "Live");

        var other = await ComeAsync();
        other.Expect("401");
        await other.OpenAsync("/login");
        await other.Page.GetByLabel("E-mail address").FillAsync(Email);
        await other.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(MonitorSite.Password);
        await other.Page.Keyboard.PressAsync("Enter");
        await Expect(other.Page.Locator("form").GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
    }

    [Fact]
    public async Task ChangedRoles_StartTheOthersPageOver_WithWhatItMaySee()
    {
        await StartAsync(Day.Script(), Second);
        await Site.CreateUserAsync(Email, Roles.Operator);
        var grace = await VisitAsync("Down", email: Email);
        await Expect(grace.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" }).First).ToBeVisibleAsync();
        var administrator = await VisitPeopleAsync();

        await ManageAsync(administrator, Email);
        await administrator.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("viewer");
        await LimitToAsync(administrator, "default");
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Save roles" }).ClickAsync();

        await SeesAsync(grace, "Live");
        await Expect(grace.Banner("down")).ToHaveCountAsync(0);
        await Expect(grace.Page.GetByText("second")).ToHaveCountAsync(0);
        await Expect(grace.Page.GetByRole(AriaRole.Button, new() { Name = "Run again" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Disabled_ThePageOfThePersonShowsNothingMore()
    {
        await StartAsync(Day.Script());
        await Site.CreateUserAsync(Email, Roles.Viewer);
        var grace = await VisitAsync(email: Email);
        grace.Expect("401");
        var administrator = await VisitPeopleAsync();

        await ManageAsync(administrator, Email);
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, disable" }).ClickAsync();

        await Expect(grace.Page.Locator("[data-banner=forbidden], [data-banner=signed-out]")).ToBeVisibleAsync();
        await Expect(grace.Page.Locator(".tile-figure")).ToHaveCountAsync(0);
        await Expect(administrator.Page.Locator("tbody tr").Filter(new() { HasText = Email })).ToContainTextAsync("Disabled");
    }

    [Fact]
    public async Task LastAdministrator_CannotBeDisabled_AndTheHostSaysWhy()
    {
        await StartAsync(Day.Script());
        var administrator = await VisitPeopleAsync();
        administrator.Expect("409");

        await ManageAsync(administrator, MonitorSite.Email);
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await administrator.Page.Keyboard.PressAsync("Escape");
        await Expect(administrator.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, disable" }).ClickAsync();

        await Expect(administrator.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("the last person who can administer");
    }

    private async Task<Visitor> VisitPeopleAsync()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/people");
        await Expect(visitor.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        return visitor;
    }

    private static Task ManageAsync(Visitor visitor, string email) =>
        visitor.Page.Locator("tbody tr").Filter(new() { HasText = email }).GetByRole(AriaRole.Button).ClickAsync();

    private static async Task LimitToAsync(Visitor visitor, string daemon)
    {
        await visitor.Page.GetByLabel("Daemons that it is for").SelectOptionAsync("some");
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = daemon }).CheckAsync();
    }

    private static Task<string> LinkAsync(Visitor visitor) => visitor.Page.Locator(".one-time code").InnerTextAsync();

    private static async Task SetPasswordAsync(Visitor visitor, string password)
    {
        await visitor.Page.GetByLabel("New password").FillAsync(password);
        await visitor.Page.GetByLabel("Repeat the password").FillAsync(password);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }
}
