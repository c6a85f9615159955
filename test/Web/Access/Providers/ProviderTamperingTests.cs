using System.Net;
using System.Web;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web.Providers;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>Answers of a provider that do not belong to a sign-in of the same browser open nothing, and no address of another host is gone to.</summary>
public sealed class ProviderTamperingTests
{
    private const string Failed = "/login?error=provider-failed";

    private const string MadeUp = "/api/account/login/provider/callback?code=none&state=none";

    private static readonly ProviderPerson Ada = new("ada-1", "watchers");

    [Fact]
    public async Task Return_WithTheAnswerForAnotherBrowser_IsRefused()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(Ada);
        using var attacker = new ProviderBrowser(monitor.Host);
        using var victim = new ProviderBrowser(monitor.Host);
        await victim.LeaveAsync();

        var stolen = await attacker.AskProviderAsync(await attacker.LeaveAsync());

        (await victim.ReturnAsync(stolen)).ShouldStartWith(Failed);
        (await victim.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("code")]
    public async Task Return_WithAnotherStateOrCode_IsRefused(string parameter)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(Ada);
        using var browser = new ProviderBrowser(monitor.Host);

        var answer = await browser.AskProviderAsync(await browser.LeaveAsync());

        (await browser.ReturnAsync(With(answer, parameter, value => value[..^4] + "AAAA"))).ShouldStartWith(Failed);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Return_Twice_OpensNothingTheSecondTime()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(Ada);
        using var browser = new ProviderBrowser(monitor.Host);
        var answer = await browser.AskProviderAsync(await browser.LeaveAsync());
        (await browser.ReturnAsync(answer)).ShouldBe("/");

        (await browser.ReturnAsync(answer)).ShouldStartWith(Failed);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("code_challenge")]
    public async Task Return_WithACodeThatWasAskedForWithAnotherNonceOrChallenge_IsRefused(string parameter)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(Ada);
        using var browser = new ProviderBrowser(monitor.Host);

        var authorize = With(await browser.LeaveAsync(), parameter, value => string.Concat(value.Reverse()));

        (await browser.ReturnAsync(await browser.AskProviderAsync(authorize))).ShouldStartWith(Failed);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Return_WithMadeUpAnswersWithoutEnd_IsRefusedWithoutAskingTheProvider()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = new ProviderBrowser(monitor.Host);
        (await browser.ReturnAsync(MadeUp)).ShouldStartWith(Failed);

        await Eventually.GetAsync(() => browser.ReturnAsync(MadeUp), leadsTo => leadsTo == "/login?error=too-many");

        (await browser.LeaveAsync()).ShouldBe("/login?error=too-many&returnUrl=%2F");
        monitor.Provider.Faults.Asked.ShouldNotContain("/connect/token");
    }

    [Fact]
    public async Task Return_WithoutTheProvidersConsent_SaysSo()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(null);
        using var browser = new ProviderBrowser(monitor.Host);

        (await browser.SignInAsync()).ShouldStartWith("/login?error=provider-denied");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("~//evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("runs")]
    public async Task Return_ToAnAddressThatIsNotOfThisHost_LeadsToTheFirstPage(string returnUrl)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(Ada);
        using var browser = new ProviderBrowser(monitor.Host);

        (await browser.SignInAsync($"?returnUrl={Uri.EscapeDataString(returnUrl)}")).ShouldBe("/");
    }

    [Fact]
    public async Task Return_ToAnAddressThatIsNotOfThisHost_AfterARefusal_IsNotOfferedEither()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(null);
        using var browser = new ProviderBrowser(monitor.Host);

        (await browser.SignInAsync("?returnUrl=//evil.example/")).ShouldBe("/login?error=provider-denied&returnUrl=%2F");
    }

    private static string With(string address, string parameter, Func<string, string> change)
    {
        var parts = new UriBuilder(address);
        var query = HttpUtility.ParseQueryString(parts.Query);
        query[parameter] = change(query[parameter]!);
        parts.Query = query.ToString();
        return parts.Uri.AbsoluteUri;
    }
}
