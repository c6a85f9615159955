using System.Net;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>Guesses at one account from many addresses.</summary>
public sealed class AccountFailuresTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly SignInThrottle _throttle;

    public AccountFailuresTests() => _throttle = new SignInThrottle(new UpperInvariantLookupNormalizer(), new AccountFailures(_time));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _throttle.DisposeAsync();

    [Fact]
    public async Task Try_OfOneAccountFromManyAddresses_StopsAfterTheMostOfAnHour()
    {
        var results = new List<AttemptResult>();
        for (var i = 0; i < 100; i++)
        {
            results.Add(await TryAsync(i, succeeds: false));
        }

        results.Count(result => result == AttemptResult.Failed).ShouldBe(AccountFailures.Most);
        results[^1].ShouldBe(AttemptResult.TooManyFailuresOfAccount);
        (await TryAsync(200, succeeds: true)).ShouldBe(AttemptResult.TooManyFailuresOfAccount);
        (await TryAsync(201, succeeds: true, account: "bob")).ShouldBe(AttemptResult.Succeeded);
        _time.Advance(AccountFailures.Window);
        (await TryAsync(202, succeeds: true)).ShouldBe(AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_OfAKnownDevice_IsNotStoppedByOthers_AndDoesNotCountForThem()
    {
        for (var i = 0; i < AccountFailures.Most; i++)
        {
            await TryAsync(i, succeeds: false);
        }

        (await TryAsync(250, succeeds: false, isExempt: true)).ShouldBe(AttemptResult.Failed);
        (await TryAsync(250, succeeds: true, isExempt: true)).ShouldBe(AttemptResult.Succeeded);
    }

    private Task<AttemptResult> TryAsync(int address, bool succeeds, string account = "ada", bool isExempt = false) =>
        _throttle.TryAsync(new IPAddress([192, 0, 2, (byte)address]), account, () => Task.FromResult(succeeds), TestContext.Current.CancellationToken, isExempt);
}
