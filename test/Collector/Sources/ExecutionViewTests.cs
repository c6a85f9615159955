using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>The view of a daemon's executions, with a limit of three.</summary>
public sealed class ExecutionViewTests
{
    private readonly PipelineListing _pipelines = new([]);
    private readonly ExecutionView _view;
    private DateTimeOffset _now = DaemonMessages.Start.AddDays(1);

    public ExecutionViewTests() => _view = new ExecutionView(limit: 3, _pipelines, []);

    [Fact]
    public void TakeChanges_FirstList_ReturnsAllNewestFirst()
    {
        Take(DaemonMessages.Executions(3));

        Changes().ShouldBe(["e2", "e1", "e0"]);
        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_SameList_ReturnsNothing()
    {
        Take(DaemonMessages.Executions(3));
        _view.TakeChanges(_now);

        Take(DaemonMessages.Executions(3));

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_OneChanged_ReturnsThatOne()
    {
        Take([DaemonMessages.Execution("b", 1, Status.Running), DaemonMessages.Execution("a", 0)]);
        _view.TakeChanges(_now);

        Take([DaemonMessages.Execution("b", 1), DaemonMessages.Execution("a", 0)]);

        Changes().ShouldBe(["b"]);
    }

    [Fact]
    public void TakeChanges_NewerOnesTakeItsPlace_LeavesTheViewWithoutAChange()
    {
        Take(DaemonMessages.Executions(3));
        _view.TakeChanges(_now);

        Take([DaemonMessages.Execution("e3", 3), DaemonMessages.Execution("e2", 2), DaemonMessages.Execution("e1", 1)]);
        var (changes, outOfView) = _view.TakeChanges(_now);

        changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionData>().Id.ShouldBe("e3");
        outOfView.ShouldBe([new MessageKey("default", MessageKind.Execution, "e0")]);
    }

    [Fact]
    public void TakeChanges_MissingThoughNewerThanTheOldest_IsRemoved()
    {
        Take(DaemonMessages.Executions(3));
        _view.TakeChanges(_now);

        Take([DaemonMessages.Execution("e2", 2), DaemonMessages.Execution("e0", 0), DaemonMessages.Execution("older", -1)]);

        Removed().ShouldBe(["e1"]);
    }

    [Fact]
    public void TakeChanges_MissingThoughTheListWasNotFull_IsRemoved()
    {
        Take(DaemonMessages.Executions(3));
        _view.TakeChanges(_now);

        Take([DaemonMessages.Execution("e2", 2), DaemonMessages.Execution("e1", 1)]);

        Removed().ShouldBe(["e0"]);
    }

    [Fact]
    public void TakeChanges_EmptyList_RemovesAll()
    {
        Take([DaemonMessages.Execution("b", 1, Status.Running), DaemonMessages.Execution("a", 0)]);
        _view.TakeChanges(_now);

        Take([]);

        Removed().ShouldBe(["b", "a"], ignoreOrder: true);
    }

    [Fact]
    public void TakeChanges_AddedAndRemovedUnpublished_ReturnsNothing()
    {
        Take(DaemonMessages.Executions(3));
        Take([]);

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void ClearProgress_RunningOne_ForgetsItsProgress()
    {
        Take([DaemonMessages.Execution("b", 1, Status.Running), DaemonMessages.Execution("a", 0, Status.Running)]);
        _view.Progressed("a", 10);
        _view.Progressed("b", 20);

        _view.ClearProgress("a");
        _view.TakeChanges(_now).Changes.OfType<ExecutionData>().Select(execution => execution.Progress).ShouldBe([20, null]);

        _view.ClearProgress();
        _view.TakeChanges(_now).Changes.OfType<ExecutionData>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            execution => execution.Id.ShouldBe("b"),
            execution => execution.Progress.ShouldBeNull());
    }

    [Fact]
    public void Take_RunningOneDropsOutOfTheList_IsRequestedSingly()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);

        Take(Newer(3)).ShouldBe(["runs"]);

        _view.Running.ShouldBe(["runs"]);
        _view.StatusOf("runs").ShouldBe(ExecutionStatus.Running);
    }

    [Fact]
    public void Lost_RunningOnePastTheLimit_IsRemoved()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));
        _view.TakeChanges(_now);

        _view.Lost("runs");

        Removed().ShouldBe(["runs"]);
    }

    [Fact]
    public void Unreadable_RunningOnePastTheLimit_HasAnUnknownStatusAndTheReason()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));
        _view.TakeChanges(_now);

        _view.Unreadable("runs", "The answer is too large", _now);

        var shown = _view.TakeChanges(_now).Changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionData>();
        (shown.Id, shown.Status, shown.ErrorMessage).ShouldBe(("runs", ExecutionStatus.Unknown, "The status is unknown. The answer is too large"));
        Take(Newer(3)).ShouldBeEmpty();
    }

    [Fact]
    public void Failed_Repeatedly_IsRemoved()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));
        _view.TakeChanges(_now);

        for (var i = 1; i < ExecutionView.MaxFailures; i++)
        {
            _view.Failed("runs");
        }

        _view.StatusOf("runs").ShouldBe(ExecutionStatus.Running);
        _view.Failed("runs");
        Removed().ShouldBe(["runs"]);
    }

    [Fact]
    public void Failed_FoundInBetween_StartsOver()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));

        for (var i = 0; i < ExecutionView.MaxFailures * 2; i++)
        {
            _view.Failed("runs");
            _view.Found(Mapped(DaemonMessages.Execution("runs", 0, Status.Running)), _now);
        }

        _view.StatusOf("runs").ShouldBe(ExecutionStatus.Running);
    }

    [Fact]
    public void Found_EndedPastTheLimit_ReturnsTheEndBeforeLeavingTheView()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));
        _view.TakeChanges(_now);

        _view.Found(Mapped(DaemonMessages.Execution("runs", 0, Status.Failed)), _now);
        var (ended, early) = _view.TakeChanges(_now);
        _now += ExecutionView.EndedMemory;
        Take(Newer(3));
        var (silent, left) = _view.TakeChanges(_now);

        ended.ShouldHaveSingleItem().ShouldBeOfType<ExecutionData>().Status.ShouldBe(ExecutionStatus.Failed);
        early.ShouldBeEmpty();
        silent.ShouldBeEmpty();
        left.ShouldHaveSingleItem().Id.ShouldBe("runs");
    }

    [Fact]
    public void Take_LongListWithAnEndPastTheLimit_ReturnsIt()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        _view.TakeChanges(_now);

        Take([.. Newer(3), DaemonMessages.Execution("runs", 0)]);
        var (changes, outOfView) = _view.TakeChanges(_now);

        changes.OfType<ExecutionData>().Single(execution => execution.Id == "runs").Status.ShouldBe(ExecutionStatus.Success);
        outOfView.ShouldBeEmpty();
    }

    [Fact]
    public void Take_FinishedOnesPastTheLimitOfALongList_AreNotInView()
    {
        Take(DaemonMessages.Executions(10));

        Changes().ShouldBe(["e9", "e8", "e7"]);
    }

    [Fact]
    public void Found_NotInView_IsIgnored()
    {
        _view.Found(Mapped(DaemonMessages.Execution("unknown")), _now);

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_NamesArriveLater_RenamesKnownExecutions()
    {
        Take(DaemonMessages.Executions(1));
        Of<ExecutionData>().Single().PipelineName.ShouldBe("orders");

        _pipelines.Apply(new PipelineList(DaemonMessages.Pipelines(("orders", "Orders to warehouse")), IsComplete: true));

        var renamed = Of<ExecutionData>().Single();
        (renamed.PipelineId, renamed.PipelineName).ShouldBe(("orders", "Orders to warehouse"));
    }

    [Fact]
    public void Progressed_WhileItRuns_IsShownAndForgottenAfterwards()
    {
        Take([DaemonMessages.Execution("runs", 0, Status.Running)]);
        _view.Progressed("runs", 41.5);
        var running = Of<ExecutionData>().Single();

        Take([DaemonMessages.Execution("runs", 0)]);
        var ended = Of<ExecutionData>().Single();

        (running.Progress, ended.Progress).ShouldBe((41.5, null));
    }

    [Fact]
    public void TakeChanges_OnlyTheTimeOfTheAnswerDiffers_ReturnsNothing()
    {
        Take(DaemonMessages.Executions(1));
        _view.TakeChanges(_now);
        _now += TimeSpan.FromSeconds(1);

        Take(DaemonMessages.Executions(1));

        Changes().ShouldBeEmpty();
    }

    private static IEnumerable<Execution> Newer(int count) => Enumerable.Range(0, count).Reverse().Select(i => DaemonMessages.Execution($"newer{i}", 100 + i));

    private ExecutionData Mapped(Execution sent) => ExecutionMapping.Execution("default", sent, _now);

    private IReadOnlyList<string> Take(IEnumerable<Execution> executions) => _view.Take(ExecutionList.From("default", DaemonMessages.List(executions), 3, _now));

    private List<TMessage> Of<TMessage>() => [.. _view.TakeChanges(_now).Changes.OfType<TMessage>()];

    private List<string?> Changes() => [.. _view.TakeChanges(_now).Changes.Select(change => change.Key.Id)];

    private List<string> Removed() => [.. Of<ExecutionRemoved>().Select(removed => removed.Id)];
}
