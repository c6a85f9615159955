using System.Net;
using System.Net.Http.Json;
using System.Web;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Web.Providers;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>People sign in by a provider: with the code flow, PKCE and a nonce, over HTTP.</summary>
public sealed class ProviderSignInTests
{
    private static readonly ProviderPerson Ada = new("ada-1", "watchers");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_ByTheProvider_OpensTheMonitorAndComesBackToThePage()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        monitor.Directory.SignIn(Ada);
        using var browser = new ProviderBrowser(monitor.Host);

        var authorize = await browser.LeaveAsync($"?returnUrl={Uri.EscapeDataString("/runs?status=failed")}");
        var back = await browser.ReturnAsync(await browser.AskProviderAsync(authorize));

        back.ShouldBe("/runs?status=failed");
        var query = HttpUtility.ParseQueryString(new Uri(authorize).Query);
        query["response_type"].ShouldBe("code");
        query["code_challenge_method"].ShouldBe("S256");
        query["code_challenge"].ShouldNotBeNullOrEmpty();
        query["nonce"].ShouldNotBeNullOrEmpty();
        query["state"].ShouldNotBeNullOrEmpty();
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);
        (await browser.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.Forbidden);
        using var me = await browser.SendAsync(HttpMethod.Get, Routes.Me);
        ((string)(await me.ReadAsync())["email"]!).ShouldBe(Ada.Email);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task SignIn_WithGroupsInTheTokenOrAtTheEndpointAlone_GivesTheHighestRole(bool inToken, bool inUserInfo)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        (monitor.Directory.IsInIdToken, monitor.Directory.IsInUserInfo) = (inToken, inUserInfo);

        // One group is a text in a token, and several are a list.
        using var viewer = await monitor.SignInAsync(Ada);
        using var administrator = await monitor.SignInAsync(new("bob-1", "watchers", "chiefs", "others"));

        (await viewer.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null, "/login?error=no-role&returnUrl=%2F")]
    [InlineData(Roles.Viewer, "/")]
    public async Task SignIn_WithoutARole_IsRefusedUnlessThereIsADefault(string? defaultRole, string leadsTo)
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [("Oidc:DefaultRole", defaultRole ?? "")]);
        monitor.Directory.SignIn(new("eve-1", "others"));
        using var browser = new ProviderBrowser(monitor.Host);

        (await browser.SignInAsync()).ShouldBe(leadsTo);

        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(defaultRole is null ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_WithAClaimOfDaemons_IsLimitedToThem()
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [("Oidc:SourcesClaim", "monitors")]);
        using var here = await monitor.SignInAsync(Ada with { Sources = ["default"] });
        using var elsewhere = await monitor.SignInAsync(new("bob-1", "watchers") { Sources = ["other", "third"] });
        using var everywhere = await monitor.SignInAsync(new("cy-1", "watchers") { Sources = ["*"] });
        monitor.Directory.SignIn(new("dan-1", "watchers"));
        using var nowhere = new ProviderBrowser(monitor.Host);

        (await nowhere.SignInAsync()).ShouldStartWith("/login?error=no-role");

        (await here.StatusOfAsync($"{Routes.Stats}?source=default")).ShouldNotBe(HttpStatusCode.NotFound);
        (await elsewhere.StatusOfAsync($"{Routes.Stats}?source=default")).ShouldBe(HttpStatusCode.NotFound);
        (await everywhere.StatusOfAsync($"{Routes.Stats}?source=default")).ShouldNotBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SignIn_OfTwoPeopleWithOneAddress_KeepsThemApart()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var first = await monitor.SignInAsync(new("one", "bosses") { Email = MonitorHost.AdminEmail });
        using var second = await monitor.SignInAsync(new("two", "watchers") { Email = MonitorHost.AdminEmail });

        (await first.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.OK);
        (await second.StatusOfAsync(Routes.People)).ShouldBe(HttpStatusCode.Forbidden);
        using var administrator = await monitor.AdministratorAsync();
        var people = await PeopleAsync(administrator);
        people.Count(person => (string)person["email"]! == MonitorHost.AdminEmail).ShouldBe(3);
        people.Select(person => (string?)person["issuer"]).Distinct().ShouldBe([null, monitor.Provider.Issuer], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true, MonitorHost.AdminEmail)]
    [InlineData(false, $"{MonitorHost.AdminEmail} [eve-1]")]
    public async Task SignIn_WithAnAddressThatTheProviderHasNotVerified_StandsWithTheSubject(bool isVerified, string name)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = await monitor.SignInAsync(new("eve-1", "watchers") { Email = MonitorHost.AdminEmail, IsEmailVerified = isVerified });

        using var me = await browser.SendAsync(HttpMethod.Get, Routes.Me);

        ((string)(await me.ReadAsync())["email"]!).ShouldBe(name);
    }

    [Fact]
    public async Task Reauthentication_InASessionOfAProvider_TriesNobodysPassword()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = await monitor.SignInAsync(new("eve-1", "watchers") { Email = MonitorHost.AdminEmail });

        foreach (var password in (string[])[MonitorHost.Password, "another horse battery"])
        {
            using var answer = await browser.SendAsync(HttpMethod.Post, Routes.Reauthenticate, JsonContent.Create(new { password }));
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            ((string)(await answer.ReadAsync())["code"]!).ShouldBe("managed-by-provider");
        }
    }

    [Theory]
    [InlineData("cross-site", "/login?returnUrl=%2Fruns")]
    [InlineData("same-site", "/login?returnUrl=%2Fruns")]
    [InlineData("same-origin", null)]
    [InlineData("none", null)]
    public async Task SignIn_ThatAnotherSiteBegins_LeadsToThePageThatAsks(string site, string? leadsTo)
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = new ProviderBrowser(monitor.Host);

        (await browser.LeaveAsync("?returnUrl=/runs", site)).ShouldStartWith(leadsTo ?? $"{monitor.Provider.Address}/connect/authorize?");
    }

    [Fact]
    public async Task SignIn_OfTheSamePersonUnderAnotherAddress_IsTheSamePerson()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var before = await monitor.SignInAsync(Ada);
        using var after = await monitor.SignInAsync(Ada with { Email = "ada.married@example.com" });

        using var administrator = await monitor.AdministratorAsync();
        (await PeopleAsync(administrator)).Where(person => person["issuer"] is not null).Select(person => (string)person["email"]!).ShouldBe(["ada.married@example.com"]);
    }

    [Fact]
    public async Task SignIn_OfSomebodyDisabledHere_IsRefused()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = await monitor.SignInAsync(Ada);
        using var administrator = await monitor.AdministratorAsync();
        var id = (string)(await PeopleAsync(administrator)).Single(person => person["issuer"] is not null)["id"]!;
        (await administrator.PostAsync($"{Routes.People}/{id}/disable", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await browser.SignInAsync()).ShouldStartWith("/login?error=disabled");

        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null, "/login?error=one-factor&returnUrl=%2F")]
    [InlineData("mfa", "/")]
    public async Task SignIn_WhereTheRoleNeedsTwoFactors_NeedsThemFromTheProvider(string? method, string leadsTo)
    {
        await using var monitor = await ProvidedMonitor.StartAsync(settings: [("Access:TwoFactorFrom", Roles.Viewer)]);
        monitor.Directory.SignIn(Ada with { Method = method });
        using var browser = new ProviderBrowser(monitor.Host);

        (await browser.SignInAsync()).ShouldBe(leadsTo);
    }

    [Fact]
    public async Task SignIn_InABrowserWithASession_EndsThatSession()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = await monitor.SignInAsync(Ada);
        var former = browser.Cookie;

        (await browser.SignInAsync()).ShouldBe("/");

        using var caller = monitor.Host.Caller();
        caller.DefaultRequestHeaders.Add("Cookie", former);
        (await caller.GetAsync(ProvidedMonitor.ForViewers, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignOut_OfAProvidersSession_EndsIt()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = await monitor.SignInAsync(Ada);

        using var answer = await browser.SendAsync(HttpMethod.Post, Routes.Logout);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.StatusOfAsync(ProvidedMonitor.ForViewers)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignIn_AfterTheKeysWereChanged_WorksAgain()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using (await monitor.SignInAsync(Ada))
        {
            await monitor.Provider.RollOverAsync();
        }

        // The first answer with an unknown key lets the monitor read the keys again.
        using var browser = new ProviderBrowser(monitor.Host);
        await Eventually.GetAsync(() => browser.SignInAsync(), leadsTo => leadsTo == "/");
    }

    [Fact]
    public async Task People_WhomAProviderSignsIn_AreChangedThereAlone()
    {
        await using var monitor = await ProvidedMonitor.StartAsync();
        using var browser = await monitor.SignInAsync(Ada);
        using var administrator = await monitor.AdministratorAsync();
        var id = (string)(await PeopleAsync(administrator)).Single(person => person["issuer"] is not null)["id"]!;

        using var grants = await administrator.PutAsync($"{Routes.People}/{id}", JsonContent.Create(new { grants = new[] { new Grant(Roles.Admin, []) } }), Cancelled);
        using var link = await administrator.PostAsync($"{Routes.People}/{id}/link", null, Cancelled);
        using var factor = await browser.SendAsync(HttpMethod.Post, $"{Routes.TwoFactor}/begin");

        grants.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        link.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        factor.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string)(await factor.ReadAsync())["code"]!).ShouldBe("managed-by-provider");
    }

    private static async Task<List<System.Text.Json.Nodes.JsonNode>> PeopleAsync(HttpClient administrator)
    {
        using var answer = await administrator.GetAsync(Routes.People, Cancelled);
        return [.. (await answer.ReadAsync())["people"]!.AsArray().Select(person => person!)];
    }
}
