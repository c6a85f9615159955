using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Guesses at one account from many addresses end, and keep its owner out of no device that signed in before.</summary>
public sealed class KnownDeviceTests
{
    private const int MostOfAnAccount = 50;
    private const int MostOfAnAccountAndAddress = 5;
    private const string Owner = "127.0.9.1";
    private const string Elsewhere = "127.0.9.2";
    private const string Strange = "127.0.9.3";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_AfterGuessesFromManyAddresses_IsOpenToKnownDevicesAlone()
    {
        await using var host = await MonitorHost.StartAsync();
        var email = await host.CreateUserAsync("grace@example.com", Roles.Viewer);
        using var first = await LoginAsync(host, Owner, email, MonitorHost.Password, useCookies: true);
        var device = first.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("flextmonitor-device", StringComparison.Ordinal));
        device.ShouldContain("httponly");

        for (var i = 0; i < MostOfAnAccount; i++)
        {
            using var guess = await LoginAsync(host, $"127.0.8.{1 + (i / MostOfAnAccountAndAddress)}", email, "wrong horse battery");
            guess.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var fromElsewhere = await LoginAsync(host, Elsewhere, email, MonitorHost.Password);
        using var withCookie = await LoginAsync(host, Elsewhere, email, MonitorHost.Password, device: device.Split(';')[0]);
        using var fromItsAddress = await LoginAsync(host, Owner, email, MonitorHost.Password);
        using var madeUp = await LoginAsync(host, Strange, email, MonitorHost.Password, device: $"{device.Split('=')[0]}=made-up");
        using var throughAProxy = await LoginAsync(host, Owner, email, MonitorHost.Password, forwardedFor: "192.0.2.1");
        using var other = await LoginAsync(host, Elsewhere, MonitorHost.AdminEmail, MonitorHost.Password);

        fromElsewhere.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        fromElsewhere.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(1));
        ((string)(await fromElsewhere.ReadAsync())["detail"]!).ShouldStartWith("Too many failed attempts for this account, from several addresses.");
        withCookie.StatusCode.ShouldBe(HttpStatusCode.OK);
        fromItsAddress.StatusCode.ShouldBe(HttpStatusCode.OK);
        madeUp.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        throughAProxy.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "behind a proxy that is not configured, everybody has its address");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> LoginAsync(MonitorHost host, string from, string email, string password, bool useCookies = false, string? device = null, string? forwardedFor = null)
    {
        using var caller = LoopbackCaller.From(host.Address, from);
        using var request = new HttpRequestMessage(HttpMethod.Post, useCookies ? $"{Routes.Login}?useCookies=true" : Routes.Login) { Content = JsonContent.Create(new { email, password }) };
        if (device is not null)
        {
            request.Headers.Add("Cookie", device);
        }

        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await caller.SendAsync(request, Cancelled);
    }
}
