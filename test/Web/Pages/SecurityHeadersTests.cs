using System.Net;
using System.Net.Http.Json;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Pages;

/// <summary>What every answer, of whatever kind, tells a browser that it may not do.</summary>
public sealed class SecurityHeadersTests(SharedHost shared)
{
    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    [Theory]
    [InlineData("GET", "/", 302)]
    [InlineData("GET", "/login", 200)]
    [InlineData("GET", "/setup", 302)]
    [InlineData("GET", "/assets/app-1a2b.js", 200)]
    [InlineData("GET", "/api/stats/", 401)]
    [InlineData("GET", "/api/none", 401)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/metrics", 401)]
    [InlineData("GET", "/hubs/dashboard", 401)]
    [InlineData("POST", "/api/account/login", 400)]
    [InlineData("PUT", "/api/account/login", 405)]
    [InlineData("GET", "/assets/none.js", 401)]
    public async Task Any_Answer_HasThePolicy(string method, string path, int status)
    {
        using var caller = shared.Host.Caller();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await caller.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(status);
        ShouldHaveThePolicy(answer);
    }

    [Fact]
    public async Task Any_AnswerToABodyThatCannotBeRead_HasThePolicy()
    {
        using var caller = shared.Host.Caller();
        using var body = new StringContent("{", Encoding.UTF8, "application/json");

        using var answer = await caller.PostAsync(Routes.Login, body, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ShouldHaveThePolicy(answer);
    }

    [Fact]
    public async Task Any_AnswerOfAFailure_HasThePolicy()
    {
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<IPasswordHasher<Person>, BrokenHasher>());
        using var caller = host.Caller();

        using var answer = await caller.PostAsJsonAsync(Routes.Login, new { email = "nobody@example.com", password = "whatever" }, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(nameof(BrokenHasher));
        ShouldHaveThePolicy(answer);
    }

    [Fact]
    public async Task Any_Answer_DoesNotSayWhatServerThisIs()
    {
        using var caller = shared.Host.Caller();

        using var answer = await caller.GetAsync(Routes.HealthLive, TestContext.Current.CancellationToken);

        answer.Header("Server").ShouldBeNull();
    }

    private static void ShouldHaveThePolicy(HttpResponseMessage answer)
    {
        answer.Header("Content-Security-Policy").ShouldBe(Policy);
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
        answer.Header("Referrer-Policy").ShouldBe("same-origin");
    }

    /// <summary>Lets the first administrator be created, and fails when somebody signs in.</summary>
    private sealed class BrokenHasher : IPasswordHasher<Person>
    {
        public string HashPassword(Person user, string password) => "hash";

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword) =>
            throw new InvalidOperationException($"The {nameof(BrokenHasher)} is broken.");
    }
}
