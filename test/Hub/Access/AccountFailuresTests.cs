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

        (await TryAsync(250, succeeds: false, scope: Known("laptop"))).ShouldBe(AttemptResult.Failed);
        (await TryAsync(250, succeeds: true, scope: Known("laptop"))).ShouldBe(AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_OfAKnownDevice_StopsAfterTheMostOfAnHour_ForThatDeviceAlone()
    {
        for (var i = 0; i < AccountFailures.Most; i++)
        {
            await TryAsync(i, succeeds: false, scope: Known("laptop"));
        }

        (await TryAsync(250, succeeds: true, scope: Known("laptop"))).ShouldBe(AttemptResult.TooManyFailuresOfDevice);
        (await TryAsync(250, succeeds: true, scope: Known("phone"))).ShouldBe(AttemptResult.Succeeded);
        (await TryAsync(250, succeeds: true)).ShouldBe(AttemptResult.Succeeded);
        (await TryAsync(250, succeeds: true, scope: GuessScope.Session("laptop"), account: "bob")).ShouldBe(AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_OfWhatCannotBeGuessed_IsNeverStoppedByOthers()
    {
        for (var i = 0; i < 2 * AccountFailures.Most; i++)
        {
            (await TryAsync(i, succeeds: false, scope: GuessScope.Network)).ShouldBe(AttemptResult.Failed);
        }

        (await TryAsync(250, succeeds: true, scope: GuessScope.Network)).ShouldBe(AttemptResult.Succeeded);
        (await TryAsync(250, succeeds: true)).ShouldBe(AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_OfADeviceThatTheStoreMayKnow_AsksItOnlyOnceTheAccountIsFull()
    {
        var asked = 0;
        GuessScope FromTheOffice() => GuessScope.Account(new CallerDevice(id: null, _ =>
        {
            asked++;
            return Task.FromResult<string?>("office");
        }));

        for (var i = 0; i < AccountFailures.Most; i++)
        {
            await TryAsync(i, succeeds: false, scope: FromTheOffice());
        }

        asked.ShouldBe(0);
        (await TryAsync(250, succeeds: true, scope: FromTheOffice())).ShouldBe(AttemptResult.Succeeded);
        asked.ShouldBe(1);
    }

    private static GuessScope Known(string device) => GuessScope.Account(new CallerDevice(device));

    private Task<AttemptResult> TryAsync(int address, bool succeeds, string account = "ada", GuessScope? scope = null) => _throttle.TryAsync(
        new IPAddress([192, 0, 2, (byte)address]), account, scope ?? GuessScope.Account(new CallerDevice(id: null)), () => Task.FromResult(succeeds), TestContext.Current.CancellationToken);
}
