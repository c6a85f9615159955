using FlextMonitor.Browser.Tests.Kit;
using Microsoft.Playwright;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Authenticator apps, recovery codes and passkeys, from the own account to the next sign-in.</summary>
public sealed class FactorTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task AuthenticatorApp_SetUp_IsAskedForAtTheNextSignIn_AndARecoveryCodeStandsInForIt()
    {
        await StartAsync(Day.Script());
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.OpenAsync("/account");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        var secret = await visitor.Page.Locator(".one-time-text code").InnerTextAsync();
        var app = new Totp(Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal)));
        await InspectAsync(visitor, "account-two-factor");
        await visitor.Page.GetByLabel("Code of the app").FillAsync(app.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".own-codes li")).ToHaveCountAsync(10);
        var recoveryCode = await visitor.Page.Locator(".own-codes li").First.InnerTextAsync();
        await InspectAsync(visitor, "account-recovery-codes");

        // Each code is good once, so this is the one that the app shows next.
        await SignInAsync(app.ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30)));
        await SignInAsync(recoveryCode);
    }

    [Fact]
    public async Task Passkey_Added_SignsInWithoutAPassword()
    {
        await StartAsync(Day.Script());

        // Passkeys are bound to a name, not to a number.
        var visitor = await ComeToAsync(Site.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await AddAuthenticatorAsync(visitor);
        await visitor.SignInAsync();
        await visitor.OpenAsync("/account");

        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("laptop");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(visitor.Page.Locator(".notice")).ToContainTextAsync("laptop");
        await InspectAsync(visitor, "account-passkey");
        visitor.Expect("401");
        await visitor.SignOutElsewhereAsync();

        await visitor.OpenAsync("/login");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await SeesAsync(visitor, "Live");
    }

    /// <summary>Signs in by the form with a second factor, in a browser of its own.</summary>
    private async Task SignInAsync(string code)
    {
        var visitor = await ComeAsync();
        visitor.Expect("401");
        await visitor.OpenAsync("/login");
        await visitor.Page.GetByLabel("E-mail address").FillAsync(MonitorSite.Email);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(MonitorSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await SeesAsync(visitor, "Live");
    }

    /// <summary>Gives a browser a device in software that verifies its owner.</summary>
    private static async Task AddAuthenticatorAsync(Visitor visitor)
    {
        var session = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
    }
}
