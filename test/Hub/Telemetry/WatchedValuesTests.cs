using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Telemetry;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Telemetry;

/// <summary>Which runs count as ended, and what is known after each batch.</summary>
public sealed class WatchedValuesTests
{
    private readonly WatchedValues _values = new();

    [Fact]
    public void Runs_SourceJustIntroduced_AreCountedFromZero()
    {
        Apply(Messages.Status() with { State = SourceState.Connecting });

        Counts().ShouldBe([(ExecutionStatus.Success, 0L), (ExecutionStatus.Failed, 0L), (ExecutionStatus.Cancelled, 0L)]);
    }

    [Fact]
    public void Runs_EndedBeforeTheSourceWasHeard_DoNotCount()
    {
        Apply(Messages.Status(), Messages.Execution("old"));

        CountOf(ExecutionStatus.Success).ShouldBe(0);
    }

    [Fact]
    public void Runs_RunningThenEnded_CountsOnceHoweverOftenItChanges()
    {
        Apply(Messages.Status(), Messages.Execution("a") with { Status = ExecutionStatus.Running });
        Apply(Messages.Execution("a", sequence: 2) with { Status = ExecutionStatus.Failed });
        Apply(Messages.Execution("a", sequence: 3) with { Status = ExecutionStatus.Failed, RecordsProcessed = 11 });

        CountOf(ExecutionStatus.Failed).ShouldBe(1);
    }

    [Fact]
    public void Runs_FirstSeenEndedAfterTheSourceWasHeard_Count()
    {
        Apply(Messages.Status());

        Apply(Messages.Execution("quick"));

        CountOf(ExecutionStatus.Success).ShouldBe(1);
    }

    [Fact]
    public void Runs_BackInView_DoNotCountAgain()
    {
        Apply(Messages.Status());
        Apply(Messages.Execution("a"));
        _values.Apply(new FeedBatch([], [Messages.Execution("a").Key]));

        Apply(Messages.Execution("a", sequence: 5));

        CountOf(ExecutionStatus.Success).ShouldBe(1);
    }

    [Fact]
    public void Runs_WholeBatchAgain_CountsWhatEndedMeanwhile()
    {
        Apply(Messages.Status(), Messages.Execution("a") with { Status = ExecutionStatus.Running });

        _values.Apply(FeedBatch.Of(Messages.Status(), Messages.Execution("a", sequence: 2), Messages.Execution("b")) with { IsWhole = true });

        CountOf(ExecutionStatus.Success).ShouldBe(2);
    }

    [Fact]
    public void Latest_WholeBatch_ForgetsWhatItLacks()
    {
        Apply(Messages.Status(), Messages.Pipeline("a"), Messages.Pipeline("b"));

        _values.Apply(FeedBatch.Of(Messages.Status(), Messages.Pipeline("b")) with { IsWhole = true });

        _values.Latest<PipelineStatus>().ShouldHaveSingleItem().Id.ShouldBe("b");
    }

    [Fact]
    public void Latest_Removal_TakesTheValueAway()
    {
        Apply(Messages.Status(), Messages.Execution("a"), Messages.Problem("p"));

        Apply(Messages.Removed("a", sequence: 2), Messages.Resolved("p"));

        _values.Latest<ExecutionData>().ShouldBeEmpty();
        _values.Latest<Problem>().ShouldBeEmpty();
    }

    private void Apply(params SourceMessage[] messages) => _values.Apply(FeedBatch.Of(messages));

    private IEnumerable<(ExecutionStatus, long)> Counts() => _values.Runs().Select(runs => (runs.Outcome, runs.Count));

    private long CountOf(ExecutionStatus outcome) => _values.Runs().Single(runs => runs.Outcome == outcome).Count;
}
