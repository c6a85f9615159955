using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Failures of strangers, however many, keep nobody out who does not guess.</summary>
public sealed class GuessScopeTests
{
    private const int Failures = 50;
    private const int FailuresOfAddress = 5;
    private const string Owner = "127.0.9.1";
    private const string Email = "grace@example.com";
    private const string WrongPassword = $"{{\"email\":\"{Email}\",\"password\":\"wrong horse battery\"}}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Routes.LoginPasskey, "{\"state\":\"made up\",\"credential\":{}}", HttpStatusCode.Unauthorized)]
    [InlineData(Routes.LoginDisplay, "{\"token\":\"made up\"}", HttpStatusCode.Unauthorized)]
    [InlineData(Routes.Invitation, "{\"secret\":\"made up\",\"password\":\"correct horse battery\"}", HttpStatusCode.Forbidden)]
    [InlineData(Routes.InvitationCheck, "{\"secret\":\"made up\"}", HttpStatusCode.Forbidden)]
    [InlineData(Routes.PasswordReset, "{\"secret\":\"made up\",\"password\":\"correct horse battery\"}", HttpStatusCode.Forbidden)]
    [InlineData(Routes.PasswordResetCheck, "{\"secret\":\"made up\"}", HttpStatusCode.Forbidden)]
    [InlineData(Routes.Setup, "{\"secret\":\"made up\",\"email\":\"eve@example.com\",\"password\":\"correct horse battery\"}", HttpStatusCode.Forbidden)]
    public async Task Attempt_AfterFailuresOfManyOthers_IsStillMade(string route, string body, HttpStatusCode failed)
    {
        await using var host = await MonitorHost.StartAsync();
        await FailAsync(host, route, body, failed);

        using var caller = LoopbackCaller.From(host.Address, Owner);
        using var answer = await PostAsync(caller, route, body);

        answer.StatusCode.ShouldBe(failed);
    }

    [Theory]
    [InlineData(Routes.Reauthenticate, "{\"password\":\"correct horse battery\"}", HttpStatusCode.NoContent)]
    [InlineData(Routes.Password, "{\"currentPassword\":\"correct horse battery\",\"newPassword\":\"another horse battery\"}", HttpStatusCode.NoContent)]
    [InlineData($"{Routes.TwoFactor}/confirm", "{\"code\":\"000000\"}", HttpStatusCode.BadRequest)]
    public async Task Attempt_OfWhoIsSignedIn_AfterGuessesAtTheAccount_IsStillMade(string route, string body, HttpStatusCode expected)
    {
        await using var host = await MonitorHost.StartAsync();
        await host.CreateUserAsync(Email, Roles.Viewer);
        var (access, _) = await host.TokensAsync(Email);
        await FailAsync(host, Routes.Login, WrongPassword, HttpStatusCode.Unauthorized);

        using var owner = LoopbackCaller.From(host.Address, Owner);
        owner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
        using var answer = await PostAsync(owner, route, body);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Login_AfterALinkWasUsed_IsOpenToThatBrowser_HoweverOftenOthersGuess()
    {
        await using var host = await MonitorHost.StartAsync();
        await host.CreateUserAsync(Email, Roles.Viewer);
        await FailAsync(host, Routes.Login, WrongPassword, HttpStatusCode.Unauthorized);
        using var browser = LoopbackCaller.From(host.Address, Owner);
        using var before = await browser.PostAsJsonAsync(Routes.Login, new { email = Email, password = MonitorHost.Password }, Cancelled);

        using var redeemed = await browser.PostAsJsonAsync(Routes.PasswordReset, new { secret = await LinkAsync(host), password = "another horse battery" }, Cancelled);
        browser.DefaultRequestHeaders.Add("Cookie", redeemed.Header("Set-Cookie")!.Split(';')[0]);
        using var after = await browser.PostAsJsonAsync(Routes.Login, new { email = Email, password = "another horse battery" }, Cancelled);

        before.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        redeemed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_GuessedWithAKnownDevice_StopsThatDeviceAlone()
    {
        await using var host = await MonitorHost.StartAsync();
        await host.CreateUserAsync(Email, Roles.Viewer);
        var guessing = await DeviceAsync(host);
        var other = await DeviceAsync(host);
        await FailAsync(host, Routes.Login, WrongPassword, HttpStatusCode.Unauthorized, guessing);

        using var stopped = await LoginAsync(host, guessing);
        using var open = await LoginAsync(host, other);

        stopped.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        ((string)(await stopped.ReadAsync())["detail"]!).ShouldStartWith("Too many failed attempts from here.");
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task FailAsync(MonitorHost host, string route, string body, HttpStatusCode failed, string? device = null)
    {
        for (var address = 1; address <= Failures / FailuresOfAddress; address++)
        {
            using var caller = LoopbackCaller.From(host.Address, $"127.0.8.{address}");
            if (device is not null)
            {
                caller.DefaultRequestHeaders.Add("Cookie", device);
            }

            for (var failure = 0; failure < FailuresOfAddress; failure++)
            {
                using var answer = await PostAsync(caller, route, body);
                answer.StatusCode.ShouldBe(failed);
            }
        }
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient caller, string route, string body) =>
        caller.PostAsync(route, new StringContent(body, Encoding.UTF8, "application/json"), Cancelled);

    private static async Task<string> LinkAsync(MonitorHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(Email))!;
        using var administrator = await host.ServiceAsync();
        using var answer = await administrator.PostAsync($"{Routes.People}/{person.Id}/link", null, Cancelled);
        return ((string)(await answer.ReadAsync())["link"]!).Split('#')[1];
    }

    private static async Task<string> DeviceAsync(MonitorHost host)
    {
        using var caller = LoopbackCaller.From(host.Address, Owner);
        using var answer = await caller.PostAsJsonAsync($"{Routes.Login}?useCookies=true", new { email = Email, password = MonitorHost.Password }, Cancelled);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("flextmonitor-device", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task<HttpResponseMessage> LoginAsync(MonitorHost host, string device)
    {
        using var caller = LoopbackCaller.From(host.Address, "127.0.9.2");
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Login) { Content = JsonContent.Create(new { email = Email, password = MonitorHost.Password }) };
        request.Headers.Add("Cookie", device);
        return await caller.SendAsync(request, Cancelled);
    }
}
