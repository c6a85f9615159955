using FlextMonitor.Collector.Sources;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

public sealed class StreamRetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Wait_BrokenOffAfterProgress_IsAtMostASecondEachTime()
    {
        var retry = new StreamRetry(_clock);

        for (var times = 0; times < 50; times++)
        {
            retry.Ended(new StreamEnd(StreamEndKind.BrokenOff, HasReported: true, Second));
            retry.Wait!.Value.ShouldBeLessThanOrEqualTo(Second);
        }
    }

    [Fact]
    public void Wait_BrokenOffAgainAndAgainWithoutProgress_GrowsToAMinuteAtMost()
    {
        var retry = new StreamRetry(_clock);

        var waits = Enumerable.Range(0, 200).Select(_ =>
        {
            retry.Ended(new StreamEnd(StreamEndKind.BrokenOff, HasReported: false, Second));
            return retry.Wait!.Value;
        }).ToList();

        waits[0].ShouldBeLessThanOrEqualTo(Second);
        waits.Max().ShouldBeInRange(Second * 10, StreamRetry.LongestWait);
    }

    [Fact]
    public void IsDue_BrokenOff_IsSoOnceTheWaitIsOver()
    {
        var retry = new StreamRetry(_clock);
        retry.Ended(new StreamEnd(StreamEndKind.BrokenOff, HasReported: true, Second));

        _clock.Advance(Second);

        retry.IsDue.ShouldBeTrue();
    }

    [Fact]
    public void Wait_EndedByTheDaemonAfterProgress_IsAMinuteUnlessItWasOpenForLong()
    {
        var retry = new StreamRetry(_clock);

        retry.Ended(new StreamEnd(StreamEndKind.Finished, HasReported: true, Second));
        retry.Wait.ShouldBe(StreamRetry.FinishedWait);
        retry.Ended(new StreamEnd(StreamEndKind.Finished, HasReported: true, StreamRetry.FinishedWait));
        retry.Wait!.Value.ShouldBeLessThanOrEqualTo(Second);
    }

    [Fact]
    public void Wait_EndedByTheDaemonAgainAndAgainWithoutProgress_GrowsFromAMinuteToTwo()
    {
        var retry = new StreamRetry(_clock);

        var waits = Enumerable.Range(0, 200).Select(_ =>
        {
            retry.Ended(new StreamEnd(StreamEndKind.Finished, HasReported: false, Second));
            return retry.Wait.ShouldNotBeNull();
        }).ToList();

        waits[0].ShouldBeInRange(StreamRetry.FinishedWait, StreamRetry.FinishedWait + Second);
        waits.Min().ShouldBeGreaterThanOrEqualTo(StreamRetry.FinishedWait);
        waits.Max().ShouldBeInRange(StreamRetry.FinishedWait + (Second * 10), StreamRetry.FinishedWait + StreamRetry.LongestWait);
    }

    [Fact]
    public void Wait_NothingUsefulCame_IsForEver()
    {
        var retry = new StreamRetry(_clock);

        retry.Ended(new StreamEnd(StreamEndKind.Quiet, HasReported: false, Second));

        (retry.Wait, retry.IsDue).ShouldBe((null, false));
    }
}
