using FlextMonitor.Collector.Sources;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

public sealed class FairTurnsTests
{
    private static readonly string[] Asking = ["ada", "ada", "ada", "bob", "eve"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void TryTake_OfOneCaller_LeavesATurnToOthers()
    {
        var turns = new FairTurns(atOnce: 3, waitingOfOne: 0);

        Enumerable.Range(0, 3).Count(_ => turns.TryTake("ada") is not null).ShouldBe(2);
        turns.TryTake("bob").ShouldNotBeNull();
        turns.TryTake("eve").ShouldBeNull();
    }

    [Fact]
    public void TryTake_WithOneTurn_GivesItToAnybody()
    {
        var turns = new FairTurns(atOnce: 1, waitingOfOne: 0);

        var turn = turns.TryTake("ada").ShouldNotBeNull();
        turns.TryTake("bob").ShouldBeNull();
        turn.Dispose();
        turn.Dispose();

        turns.TryTake("bob").ShouldNotBeNull();
        turns.TryTake("ada").ShouldBeNull();
    }

    [Fact]
    public async Task Take_OfManyCallers_ServesThemInTurn_HoweverManyRequestsOneHas()
    {
        var turns = new FairTurns(atOnce: 1, waitingOfOne: 10);
        var held = (await turns.TakeAsync("ada", Cancelled)).ShouldNotBeNull();
        var waiting = Asking.Select(caller => (Caller: caller, Turn: turns.TakeAsync(caller, Cancelled))).ToList();
        var served = new List<string>();

        while (waiting.Count > 0)
        {
            held.Dispose();
            var turn = await Task.WhenAny(waiting.Select(one => one.Turn)).DefaultTimeout();
            var (caller, _) = waiting.Single(one => one.Turn == turn);
            held = (await turn).ShouldNotBeNull();
            served.Add(caller);
            waiting.Remove((caller, turn));
        }

        served.ShouldBe(["bob", "eve", "ada", "ada", "ada"]);
    }

    [Fact]
    public async Task Take_MoreThanMayWait_GetsNone()
    {
        var turns = new FairTurns(atOnce: 1, waitingOfOne: 2);
        using var held = await turns.TakeAsync("ada", Cancelled);
        var waiting = Enumerable.Range(0, 2).Select(_ => turns.TakeAsync("ada", Cancelled)).ToList();

        (await turns.TakeAsync("ada", Cancelled).DefaultTimeout()).ShouldBeNull();

        waiting.ShouldAllBe(task => !task.IsCompleted);
    }

    [Fact]
    public async Task Take_Cancelled_LeavesTheTurnToTheNext()
    {
        var turns = new FairTurns(atOnce: 1, waitingOfOne: 2);
        using var cancel = new CancellationTokenSource();
        var held = (await turns.TakeAsync("ada", Cancelled)).ShouldNotBeNull();
        var cancelled = turns.TakeAsync("bob", cancel.Token);
        var next = turns.TakeAsync("eve", Cancelled);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled.DefaultTimeout());
        held.Dispose();

        (await next.DefaultTimeout()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_CancelledAfterTheCallersOwnTurnsWereReturned_ForgetsTheCaller()
    {
        var turns = new FairTurns(atOnce: 2, waitingOfOne: 2);
        using var cancel = new CancellationTokenSource();
        var own = (await turns.TakeAsync("ada", Cancelled)).ShouldNotBeNull();
        var (eve, bob) = ((await turns.TakeAsync("eve", Cancelled)).ShouldNotBeNull(), turns.TakeAsync("bob", Cancelled));
        var waiting = turns.TakeAsync("ada", cancel.Token);
        own.Dispose();

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting.DefaultTimeout());
        (await bob.DefaultTimeout())!.Dispose();
        eve.Dispose();

        turns.Callers.ShouldBe(0);
    }
}
