using System.Net;
using System.Net.Http.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>What is told of a one-time link before it is used.</summary>
public sealed class LinkCheckTests : IAsyncLifetime
{
    private const string Email = "grace@example.com";
    private const int FailuresByCaller = 5;

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private MonitorHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await MonitorHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));

    [Fact]
    public async Task Check_OfAnInvitation_TellsWhoseItIs_AndLeavesItGood()
    {
        var secret = await InviteAsync();

        using var check = await PostAsync(Routes.InvitationCheck, new { secret });
        using var redeemed = await PostAsync(Routes.Invitation, new { secret, password = MonitorHost.Password });
        using var used = await PostAsync(Routes.InvitationCheck, new { secret });

        check.StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = await check.ReadAsync();
        ((string)told["email"]!).ShouldBe(Email);
        told["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(_time.GetUtcNow().AddDays(7), TimeSpan.FromSeconds(1));
        redeemed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await ShouldBeRefusedAsync(used, "link-invalid");
    }

    [Fact]
    public async Task Check_AfterItsTime_SaysExpired()
    {
        var secret = await InviteAsync();
        _time.Sleep(TimeSpan.FromDays(7));

        using var check = await PostAsync(Routes.InvitationCheck, new { secret });

        await ShouldBeRefusedAsync(check, "link-expired");
    }

    [Fact]
    public async Task Check_OfALinkForSomethingElse_OrThatNeverWas_SaysInvalid()
    {
        var secret = await InviteAsync();

        using var asReset = await PostAsync(Routes.PasswordResetCheck, new { secret });
        using var madeUp = await PostAsync(Routes.InvitationCheck, new { secret = new string('0', 64) });

        await ShouldBeRefusedAsync(asReset, "link-invalid");
        await ShouldBeRefusedAsync(madeUp, "link-invalid");
    }

    [Fact]
    public async Task Check_OfSomebodyDisabled_SaysInvalid()
    {
        using var administrator = await _host.ServiceAsync();
        using var invited = await administrator.PostAsJsonAsync(Routes.People, new { email = Email, grants = Array.Empty<Grant>() }, Cancelled);
        var person = await invited.ReadAsync();
        (await administrator.PostAsync($"{Routes.People}/{(string)person["id"]!}/disable", null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var check = await PostAsync(Routes.InvitationCheck, new { secret = SecretOf((string)person["link"]!) });

        await ShouldBeRefusedAsync(check, "link-invalid");
    }

    [Fact]
    public async Task Check_TooOften_Is429()
    {
        for (var guess = 0; guess < FailuresByCaller; guess++)
        {
            using var refused = await PostAsync(Routes.InvitationCheck, new { secret = $"guess {guess}" });
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var answer = await PostAsync(Routes.InvitationCheck, new { secret = "one more" });

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<string> InviteAsync()
    {
        using var administrator = await _host.ServiceAsync();
        using var answer = await administrator.PostAsJsonAsync(Routes.People, new { email = Email, grants = Array.Empty<Grant>() }, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return SecretOf((string)(await answer.ReadAsync())["link"]!);
    }

    private static string SecretOf(string link) => link.Split('#')[1];

    private async Task<HttpResponseMessage> PostAsync(string route, object body)
    {
        using var caller = _host.Caller();
        return await caller.PostAsJsonAsync(route, body, Cancelled);
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, string code)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string)(await answer.ReadAsync())["code"]!).ShouldBe(code);
    }
}
