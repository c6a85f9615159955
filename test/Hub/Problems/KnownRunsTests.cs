using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class KnownRunsTests
{
    private static readonly string[] Ids = ["old", "run-1", "run-2", "run-3", "run-4"];

    private readonly KnownRuns _known = new([]);

    [Fact]
    public void Settle_MoreThanTheLimit_KeepsTheNewest()
    {
        Take(2, Runs());

        InView().ShouldBe(["run-1", "run-2"]);
    }

    [Fact]
    public void Settle_RunningOnePastTheLimit_StaysUntilItHasEnded()
    {
        var old = Given.Running("old", Given.Ago(hours: 1));
        Take(2, [old, .. Runs()]);
        InView().ShouldBe(["old", "run-1", "run-2"]);

        Take(2, old with { Status = ExecutionStatus.Success, Sequence = 2 });

        InView().ShouldBe(["run-1", "run-2"]);
    }

    [Fact]
    public void SetLimit_Smaller_IsFollowed()
    {
        Take(4, Runs());

        Take(1);

        InView().ShouldBe(["run-1"]);
    }

    [Fact]
    public void Take_OlderValue_IsDropped()
    {
        Take(4, Given.Run("a", ExecutionStatus.Failed) with { Epoch = 2, Sequence = 5 });

        _known.Take(Given.Running("a") with { Epoch = 2, Sequence = 4 }).ShouldBeFalse();
        _known.Take(Given.Running("a") with { Epoch = 1, Sequence = 99 }).ShouldBeFalse();

        _known.Find("a")!.Status.ShouldBe(ExecutionStatus.Failed);
    }

    [Fact]
    public void Take_RunOfAnotherPipelineNow_LeavesTheFirst()
    {
        Take(4, Given.Run("a", pipeline: "one"));

        Take(4, Given.Run("a", pipeline: "two") with { Sequence = 2 });

        _known.PipelineIds.ShouldBe(["two"]);
    }

    [Fact]
    public void Keep_ManyOutOfView_ThreeHundredAtMostFailuresFirst()
    {
        var past = Enumerable.Range(0, 400).Select(place => Given.Ended(
            $"past-{place}", Given.Ago(hours: 1, minutes: place), place < 399 ? ExecutionStatus.Success : ExecutionStatus.Failed, pipeline: $"p{place}"));

        Take(3, [.. Runs(), .. past]);

        _known.PipelineIds.Count(id => id != "orders").ShouldBe(OutOfViewRuns.Most);
        _known.Find("past-399").ShouldNotBeNull();
    }

    private static ExecutionData[] Runs() => [.. Enumerable.Range(1, 4).Select(place => Given.Ended($"run-{place}", Given.Ago(minutes: place), tookSeconds: 0))];

    private IEnumerable<string> InView() => Ids.Where(_known.IsInView);

    private void Take(int limit, params ExecutionData[] runs)
    {
        _known.SetLimit(limit);
        foreach (var run in runs)
        {
            _known.Take(run);
        }

        _known.Settle(true);
    }
}
