using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary><c>POST /api/account/refresh</c>.</summary>
public sealed class RefreshTests(SharedHost shared)
{
    private static readonly TimeSpan BeyondGrace = TimeSpan.FromSeconds(31);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_WithAGoodToken_GivesNewTokensThatOpen()
    {
        var (access, refresh) = await shared.Host.TokensAsync();

        var renewed = await ShouldRefreshAsync(shared.Host, refresh);

        ((string)renewed["tokenType"]!).ShouldBe("Bearer");
        renewed["expiresIn"]!.GetValue<int>().ShouldBe(3600);
        ((string)renewed["refreshToken"]!).ShouldNotBe(refresh);
        ((string)renewed["accessToken"]!).ShouldNotBe(access);
        (await OpensAsync(shared.Host, (string)renewed["accessToken"]!)).ShouldBeTrue();
    }

    [Fact]
    public async Task Refresh_Again_Works()
    {
        var (_, refresh) = await shared.Host.TokensAsync();

        var first = await ShouldRefreshAsync(shared.Host, refresh);
        var second = await ShouldRefreshAsync(shared.Host, (string)first["refreshToken"]!);

        (await OpensAsync(shared.Host, (string)second["accessToken"]!)).ShouldBeTrue();
    }

    [Fact]
    public async Task Refresh_WithATokenExchangedJustNow_StillWorks()
    {
        var (_, refresh) = await shared.Host.TokensAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ShouldRefreshAsync(shared.Host, refresh)));

        foreach (var tokens in answers)
        {
            (await OpensAsync(shared.Host, (string)tokens["accessToken"]!)).ShouldBeTrue();
            await ShouldRefreshAsync(shared.Host, (string)tokens["refreshToken"]!);
        }
    }

    [Fact]
    public async Task Refresh_WithATokenUsedBefore_EndsTheSessionAndItsConnections()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var (_, stolen) = await host.TokensAsync();
        var renewed = await ShouldRefreshAsync(host, stolen);
        await using var subscriber = await host.SubscribeAsync((string)renewed["accessToken"]!);
        time.Advance(BeyondGrace);

        using var reuse = await RefreshAsync(host, stolen);

        reuse.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await OpensAsync(host, (string)renewed["accessToken"]!)).ShouldBeFalse();
        (await RefreshAsync(host, (string)renewed["refreshToken"]!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await subscriber.NextAsync<Closing>()).Reason.ShouldBe(ClosingReason.SignedOut);
    }

    [Fact]
    public async Task Refresh_WithAnAccessToken_Is401()
    {
        var (access, _) = await shared.Host.TokensAsync();

        using var answer = await RefreshAsync(shared.Host, access);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nonsense", 401)]
    [InlineData("", 400)]
    [InlineData(null, 400)]
    public async Task Refresh_WithWhatIsNoToken_IsRefused(string? token, int status)
    {
        using var answer = await RefreshAsync(shared.Host, token);

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Refresh_AfterTwoWeeks_Is401()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var (_, refresh) = await host.TokensAsync();
        time.Sleep(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(1));

        using var answer = await RefreshAsync(host, refresh);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_AfterThePasswordChanged_Is401_AndTheAccessTokenOpensNothingEither()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var (access, refresh) = await host.TokensAsync();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            var user = (await users.FindByEmailAsync(MonitorHost.AdminEmail))!;
            (await users.ChangePasswordAsync(user, MonitorHost.Password, "another horse battery")).Succeeded.ShouldBeTrue();
        }

        // Until then what the store said before is trusted.
        time.Advance(TimeSpan.FromSeconds(10));

        (await RefreshAsync(host, refresh)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await OpensAsync(host, access)).ShouldBeFalse();
    }

    private static async Task<JsonNode> ShouldRefreshAsync(MonitorHost host, string refreshToken)
    {
        using var answer = await RefreshAsync(host, refreshToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadAsync();
    }

    private static async Task<HttpResponseMessage> RefreshAsync(MonitorHost host, string? refreshToken)
    {
        using var caller = host.Caller();
        return await caller.PostAsJsonAsync(Routes.Refresh, new { refreshToken }, Cancelled);
    }

    private static async Task<bool> OpensAsync(MonitorHost host, string accessToken)
    {
        using var caller = host.Caller(accessToken);
        using var answer = await caller.GetAsync(Routes.Me, Cancelled);
        return answer.StatusCode == HttpStatusCode.OK;
    }
}
