using System.Net;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Identity;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class SignInThrottleTests : IAsyncLifetime
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Away = IPAddress.Parse("192.0.2.2");

    private readonly SignInThrottle _throttle = new(new UpperInvariantLookupNormalizer(), new AccountFailures(TimeProvider.System));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _throttle.DisposeAsync();

    [Fact]
    public async Task Try_WhatSucceeds_IsNeverCounted()
    {
        for (var i = 0; i < 2 * SignInThrottle.FailuresByAddress; i++)
        {
            (await TryAsync(Home, "ada", succeeds: true)).ShouldBe(AttemptResult.Succeeded);
        }
    }

    [Fact]
    public async Task Try_TooManyFailuresOfAnAccount_StopsItFromThereAlone()
    {
        await FailAsync(Home, "ada", SignInThrottle.FailuresByAccount);

        (await TryAsync(Home, "ADA", succeeds: true)).ShouldBe(AttemptResult.TooManyFailures);
        (await TryAsync(Home, "bob", succeeds: true)).ShouldBe(AttemptResult.Succeeded);
        (await TryAsync(Away, "ada", succeeds: true)).ShouldBe(AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_TooManyFailuresOfAnAddress_StopsAllFromThere()
    {
        for (var i = 0; i < SignInThrottle.FailuresByAddress; i++)
        {
            await FailAsync(Home, $"person{i}", 1);
        }

        (await TryAsync(Home, "ada", succeeds: true)).ShouldBe(AttemptResult.TooManyFailures);
        (await TryAsync(Away, "ada", succeeds: true)).ShouldBe(AttemptResult.Succeeded);
    }

    [Theory]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    public async Task Try_OfTheSameNetwork_IsCountedAsOne(string first, string second, bool same)
    {
        await FailAsync(IPAddress.Parse(first), "ada", SignInThrottle.FailuresByAccount);

        (await TryAsync(IPAddress.Parse(second), "ada", succeeds: true)).ShouldBe(same ? AttemptResult.TooManyFailures : AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_WhatMayNotBeMade_IsNotMade()
    {
        await FailAsync(Home, "ada", SignInThrottle.FailuresByAccount);
        var made = false;

        await _throttle.TryAsync(Home, "ada", GuessScope.Network, () => Task.FromResult(made = true), TestContext.Current.CancellationToken);

        made.ShouldBeFalse();
    }

    [Fact]
    public async Task Try_ManyAtOnce_LetsFourRunAndTheOthersWait()
    {
        var running = 0;
        var most = 0;
        var go = new TaskCompletionSource();
        var attempts = Enumerable.Range(0, 12).Select(_ => _throttle.TryAsync(Home, "ada", GuessScope.Network, async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await go.Task;
            Interlocked.Decrement(ref running);
            return true;
        }, TestContext.Current.CancellationToken)).ToList();

        go.SetResult();
        var results = await Task.WhenAll(attempts).DefaultTimeout();

        most.ShouldBe(4);
        results.ShouldAllBe(result => result == AttemptResult.Succeeded);
    }

    [Fact]
    public async Task Try_MoreThanMayWait_RefusesThatOneForNowAndCountsNoFailure()
    {
        var go = new TaskCompletionSource<bool>();
        var attempts = Enumerable.Range(0, SignInThrottle.AttemptsAtOnce + SignInThrottle.AttemptsWaiting)
            .Select(_ => _throttle.TryAsync(Home, "ada", GuessScope.Network, () => go.Task, TestContext.Current.CancellationToken)).ToList();

        var refused = await TryAsync(Home, "ada", succeeds: true).DefaultTimeout();
        var elsewhere = await TryAsync(Away, "ada", succeeds: true).DefaultTimeout();
        go.SetResult(true);

        refused.ShouldBe(AttemptResult.TooManyAtOnce);
        elsewhere.ShouldBe(AttemptResult.Succeeded);
        (await Task.WhenAll(attempts).DefaultTimeout()).ShouldAllBe(result => result == AttemptResult.Succeeded);
        (await TryAsync(Home, "ada", succeeds: true)).ShouldBe(AttemptResult.Succeeded);
    }

    private async Task FailAsync(IPAddress address, string account, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await TryAsync(address, account, succeeds: false)).ShouldBe(AttemptResult.Failed);
        }
    }

    private Task<AttemptResult> TryAsync(IPAddress address, string account, bool succeeds) =>
        _throttle.TryAsync(address, account, GuessScope.Network, () => Task.FromResult(succeeds), TestContext.Current.CancellationToken);
}
