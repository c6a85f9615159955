using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing.Web.Providers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Signing in by an OpenID Connect provider, with the button of the sign-in page.</summary>
public sealed class ProviderTests(Chromium chromium) : BrowserTest(chromium), IAsyncLifetime
{
    private static readonly ProviderPerson Grace = new("grace-1", "watchers") { Email = "grace@example.com" };
    private static readonly ProviderPerson WithoutRole = new("eve-1", "others") { Email = "eve@example.com" };

    private OidcProvider _provider = null!;

    public async ValueTask InitializeAsync() => _provider = await OidcProvider.StartNewAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Button_LeadsToTheProvider_AndBackToThePageThatWasAskedFor()
    {
        await StartWithProviderAsync();
        _provider.Directory.SignIn(Grace);
        var visitor = await ComeAsync();
        await visitor.OpenAsync("/account");
        await Expect(Button(visitor)).ToContainTextAsync("Example Work");
        await Expect(visitor.Page.GetByLabel("E-mail address")).ToBeVisibleAsync();
        await InspectAsync(visitor, "login-provider");

        await Button(visitor).ClickAsync();

        await Expect(visitor.Page).ToHaveURLAsync($"{Site.Address}/account");
        await Expect(visitor.Page.Locator("main").GetByText(Grace.Email)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Button_OfAProviderThatDoesNotLetIn_LeadsBackWithTheReason_AndWorksAgain()
    {
        await StartWithProviderAsync();
        var visitor = await ComeAsync();
        await visitor.OpenAsync("/login");

        _provider.Directory.SignIn(null);
        await Button(visitor).ClickAsync();
        await Expect(Reason(visitor)).ToContainTextAsync("The provider did not let you in");

        _provider.Directory.SignIn(WithoutRole);
        await Button(visitor).ClickAsync();
        await Expect(Reason(visitor)).ToContainTextAsync("gives you no role in FlextMonitor");
        await InspectAsync(visitor, "login-provider-refused");

        _provider.Directory.SignIn(Grace);
        await Button(visitor).ClickAsync();
        await SeesAsync(visitor, "Live");
    }

    [Fact]
    public async Task Button_WhereLocalSignInIsOff_IsTheOnlyWayIn()
    {
        await StartWithProviderAsync(("Access:LocalSignIn", "false"));
        _provider.Directory.SignIn(Grace);
        var visitor = await ComeAsync();
        await visitor.OpenAsync("/login");

        await Expect(Button(visitor)).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("input")).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToHaveCountAsync(0);
        await InspectAsync(visitor, "login-provider-only");
        await Button(visitor).ClickAsync();

        await SeesAsync(visitor, "Live");
    }

    private async Task StartWithProviderAsync(params (string Key, string Value)[] settings)
    {
        await StartAsync(Day.Script(), [.. _provider.MonitorSettings, ("Oidc:Name", "Example Work"), .. settings]);
        await _provider.RegisterAsync(Site.Address);
    }

    private static ILocator Button(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with" });

    private static ILocator Reason(Visitor visitor) => visitor.Page.Locator(".account-provider").GetByRole(AriaRole.Alert);
}
