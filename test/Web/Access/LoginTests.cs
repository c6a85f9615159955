using System.Net;
using System.Net.Http.Json;
using System.Text;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>POST /api/account/login</c> and <c>GET /api/account/me</c>.</summary>
public sealed class LoginTests(SharedHost shared)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_WithTheRightPassword_GivesTokensThatOpen()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Header("Set-Cookie").ShouldBeNull();
        var tokens = await answer.ReadAsync();
        tokens.AsObject().Select(token => token.Key).ShouldBe(["tokenType", "accessToken", "expiresIn", "refreshToken"], ignoreOrder: true);
        ((string)tokens["tokenType"]!).ShouldBe("Bearer");
        tokens["expiresIn"]!.GetValue<int>().ShouldBe(3600);
        using var service = shared.Host.Caller((string)tokens["accessToken"]!);
        (await MeAsync(service)).ShouldBe("""{"email":"ada@example.com","roles":["viewer","operator","admin"],"sources":null,"operatesSources":null,"kind":"person","dashboards":null}""");
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("BEARER  ")]
    public async Task Token_AfterTheSchemesNameInAnyCase_Opens(string scheme)
    {
        var (token, _) = await shared.Host.TokensAsync(MonitorHost.AdminEmail);
        using var service = shared.Host.Caller();
        service.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", scheme + token);

        (await MeAsync(service)).ShouldContain(MonitorHost.AdminEmail);
    }

    [Fact]
    public async Task Login_WithCookies_SetsOneThatOpens()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = MonitorHost.AdminEmail, password = MonitorHost.Password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var cookie = answer.SessionCookie();
        cookie.ShouldStartWith($"flextmonitor-{new Uri(shared.Host.Address).Port}=");
        cookie.Split("; ")[1..].Where(part => !part.StartsWith("expires=", StringComparison.Ordinal)).ShouldBe(["path=/", "samesite=lax", "httponly"], ignoreOrder: true);
        using var browser = shared.Host.Caller();
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        (await MeAsync(browser)).ShouldContain("ada@example.com");
    }

    [Fact]
    public async Task Login_WithTheAddressInOtherCase_SignsTheSameIn()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = "ADA@Example.COM", password = MonitorHost.Password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(MonitorHost.AdminEmail, "wrong horse battery")]
    [InlineData("nobody@example.com", MonitorHost.Password)]
    public async Task Login_Wrong_Is401WithTheSameWords(string email, string password)
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email, password }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
        answer.Header("Set-Cookie").ShouldBeNull();
        ((string)(await answer.ReadAsync())["detail"]!).ShouldBe("The e-mail address or the password is wrong.");
    }

    [Theory]
    [InlineData("""{"password":"correct horse battery"}""", "email")]
    [InlineData("""{"email":"","password":"correct horse battery"}""", "email")]
    [InlineData("""{"email":"nobody","password":"correct horse battery"}""", "email")]
    [InlineData("""{"email":null,"password":"correct horse battery"}""", "email")]
    [InlineData("""{"email":"ada@example.com"}""", "password")]
    [InlineData("""{"email":"ada@example.com","password":""}""", "password")]
    [InlineData("""{"email":"ada@example.com","password":7}""", "password")]
    [InlineData("""{"email":"ada@example.com","password":["secret"]}""", "password")]
    public async Task Login_WithAFieldThatCannotBe_Is400ThatNamesIt(string body, string field)
    {
        using var caller = shared.Host.Caller();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await caller.PostAsync(Routes.Login, content, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await answer.ReadAsync()).ToJsonString();
        problem.ShouldContain(field, Case.Insensitive);
        problem.ShouldNotContain("secret");
        problem.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("", "application/json", 400)]
    [InlineData("{", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("email=ada@example.com&password=secret", "application/x-www-form-urlencoded", 415)]
    [InlineData("email", "text/plain", 415)]
    public async Task Login_WithABodyThatIsNone_IsRefused(string body, string type, int status)
    {
        using var caller = shared.Host.Caller();
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await caller.PostAsync(Routes.Login, content, Cancelled);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.ReadAsync())["status"]!.GetValue<int>().ShouldBe(status);
    }

    [Theory]
    [InlineData("GET", Routes.Refresh, "POST")]
    [InlineData("PUT", Routes.Login, "GET, POST")]
    [InlineData("PUT", Routes.Refresh, "POST")]
    [InlineData("DELETE", Routes.Me, "GET")]
    public async Task Any_ByAnotherMethod_Is405ThatNamesTheRightOne(string method, string route, string allowed)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), route);

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Header("Allow").ShouldBe(allowed);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Any_WhereNothingIs_Is401(string method)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/account/nowhere");

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(Routes.Login)]
    [InlineData(Routes.Refresh)]
    [InlineData(Routes.Setup)]
    public async Task Any_WithABodyFarTooLarge_Is413BeforeItIsTakenIn(string route)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(HttpMethod.Post, route)
        {
            Content = new StringContent($$"""{"email":"ada@example.com","password":"{{new string('x', 1024 * 1024)}}"}""", Encoding.UTF8, "application/json"),
        };

        // The body is held until it is asked for: a client that still sends it when the connection is closed may not read the answer.
        request.Headers.ExpectContinue = true;

        using var answer = await caller.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Login_WithAPasswordFarTooLong_Is400WithoutHashingIt()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = MonitorHost.AdminEmail, password = new string('x', 1025) }, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ReadAsync())["errors"]!.ToJsonString().ShouldContain("assword");
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Basic YWRhOnNlY3JldA==")]
    public async Task Me_WithCredentialsThatAreNone_Is401(string authorization)
    {
        using var caller = shared.Host.Caller();
        caller.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await caller.GetAsync(Routes.Me, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Me_WithTheRefreshTokenAsAccessToken_Is401()
    {
        var (_, refresh) = await shared.Host.TokensAsync();
        using var caller = shared.Host.Caller(refresh);

        using var answer = await caller.GetAsync(Routes.Me, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_ManyAtOnce_SignsEveryoneIn()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => shared.Host.TokensAsync()));

        answers.Select(tokens => tokens.AccessToken).Distinct().Count().ShouldBe(40);
    }

    private static async Task<string> MeAsync(HttpClient caller)
    {
        using var answer = await caller.GetAsync(Routes.Me, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.ReadAsync()).ToJsonString();
    }
}
