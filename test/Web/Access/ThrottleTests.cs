using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Who guesses is slowed down.</summary>
public sealed class ThrottleTests
{
    private const int FailuresByAccount = 5;
    private const int FailuresByAddress = 30;
    private const int AttemptsAtOnce = 4;
    private const int AttemptsWaiting = 64;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_TooOftenWrong_Is429WithRetryAfter_ForThatAccountAlone()
    {
        await using var host = await MonitorHost.StartAsync();
        var other = await host.CreateUserAsync("bob@example.com");
        using var caller = host.Caller();
        for (var i = 0; i < FailuresByAccount; i++)
        {
            (await LoginAsync(caller, MonitorHost.AdminEmail, "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var right = await LoginAsync(caller, MonitorHost.AdminEmail.ToUpperInvariant(), MonitorHost.Password);

        right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        right.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        ((string)(await right.ReadAsync())["detail"]!).ShouldBe("Too many failed attempts. Try again in 60 seconds.");
        (await LoginAsync(caller, other, MonitorHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_ManyAtOnceWrong_LetsNoMoreThroughThanOneByOne()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LoginAsync(caller, MonitorHost.AdminEmail, "wrong")));

        // Those already under way when the last allowed one failed.
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBeInRange(FailuresByAccount, FailuresByAccount + 3);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(12);
    }

    [Fact]
    public async Task Login_MoreAtOnceThanMayWait_Is429ThatSaysSoAndToTryAgainSoon()
    {
        using var hasher = new HeldHasher();
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<IPasswordHasher<Person>>(hasher));
        using var caller = host.Caller();
        hasher.Hold();
        var logins = Enumerable.Range(0, AttemptsAtOnce + AttemptsWaiting + 1)
            .Select(_ => LoginAsync(caller, MonitorHost.AdminEmail, MonitorHost.Password)).ToList();

        using var refused = await await Task.WhenAny(logins);
        hasher.Release();

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        ((string)(await refused.ReadAsync())["detail"]!).ShouldBe("Too many sign-ins at once. Try again in a second.");
        (await Task.WhenAll(logins)).Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(logins.Count - 1);
    }

    [Fact]
    public async Task Login_OfManyAccountsWrong_StopsTheAddress()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = host.Caller();
        for (var i = 0; i < FailuresByAddress; i++)
        {
            (await LoginAsync(caller, $"nobody{i}@example.com", "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var answer = await LoginAsync(caller, "nobody@example.com", "wrong");

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Setup_TooOftenWrong_Is429WithRetryAfter()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Admin:Email", ""), ("Admin:Password", "")]);
        using var caller = host.Caller();
        for (var i = 0; i < FailuresByAccount; i++)
        {
            (await SetupAsync(caller)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var answer = await SetupAsync(caller);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient caller, string email, string password) =>
        caller.PostAsJsonAsync(Routes.Login, new { email, password }, Cancelled);

    private static Task<HttpResponseMessage> SetupAsync(HttpClient caller) =>
        caller.PostAsJsonAsync(Routes.Setup, new { secret = "guessed", email = "eve@example.com", password = MonitorHost.Password }, Cancelled);
}
