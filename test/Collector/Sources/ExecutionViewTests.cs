using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>What is in view of a daemon's executions, with room for three.</summary>
public sealed class ExecutionViewTests
{
    private readonly PipelineListing _pipelines = new([]);
    private readonly ExecutionView _view;
    private DateTimeOffset _now = Sent.Start.AddDays(1);

    public ExecutionViewTests() => _view = new ExecutionView(limit: 3, _pipelines, []);

    [Fact]
    public void TakeChanges_FirstList_TellsAllNewestFirst()
    {
        Take(Sent.Executions(3));

        Changes().ShouldBe(["e2", "e1", "e0"]);
        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_SameList_TellsNothing()
    {
        Take(Sent.Executions(3));
        _view.TakeChanges(_now);

        Take(Sent.Executions(3));

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_OneChanged_TellsThatOne()
    {
        Take([Sent.Execution("b", 1, Status.Running), Sent.Execution("a", 0)]);
        _view.TakeChanges(_now);

        Take([Sent.Execution("b", 1), Sent.Execution("a", 0)]);

        Changes().ShouldBe(["b"]);
    }

    [Fact]
    public void TakeChanges_NewerOnesTakeItsPlace_LeavesTheViewWithoutAWord()
    {
        Take(Sent.Executions(3));
        _view.TakeChanges(_now);

        Take([Sent.Execution("e3", 3), Sent.Execution("e2", 2), Sent.Execution("e1", 1)]);
        var (changes, outOfView) = _view.TakeChanges(_now);

        changes.ShouldHaveSingleItem().ShouldBeOfType<ExecutionData>().Id.ShouldBe("e3");
        outOfView.ShouldBe([new MessageKey("default", MessageKind.Execution, "e0")]);
    }

    [Fact]
    public void TakeChanges_GoneThoughNewerThanTheOldest_IsRemoved()
    {
        Take(Sent.Executions(3));
        _view.TakeChanges(_now);

        Take([Sent.Execution("e2", 2), Sent.Execution("e0", 0), Sent.Execution("older", -1)]);

        Removed().ShouldBe(["e1"]);
    }

    [Fact]
    public void TakeChanges_GoneThoughTheListWasNotFull_IsRemoved()
    {
        Take(Sent.Executions(3));
        _view.TakeChanges(_now);

        Take([Sent.Execution("e2", 2), Sent.Execution("e1", 1)]);

        Removed().ShouldBe(["e0"]);
    }

    [Fact]
    public void TakeChanges_EmptyList_RemovesAll()
    {
        Take([Sent.Execution("b", 1, Status.Running), Sent.Execution("a", 0)]);
        _view.TakeChanges(_now);

        Take([]);

        Removed().ShouldBe(["b", "a"], ignoreOrder: true);
    }

    [Fact]
    public void TakeChanges_CameAndWentUnpublished_IsNeverSpokenOf()
    {
        Take(Sent.Executions(3));
        Take([]);

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void NoLongerFollowed_RunningOne_ForgetsHowFarItIs()
    {
        Take([Sent.Execution("b", 1, Status.Running), Sent.Execution("a", 0, Status.Running)]);
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
    public void Take_RunningOneDropsOutOfTheList_IsToBeAskedForSingly()
    {
        Take([Sent.Execution("runs", 0, Status.Running)]);

        Take(Newer(3)).ShouldBe(["runs"]);

        _view.Running.ShouldBe(["runs"]);
        _view.StatusOf("runs").ShouldBe(ExecutionStatus.Running);
    }

    [Fact]
    public void Lost_RunningOnePastTheLimit_IsRemoved()
    {
        Take([Sent.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));
        _view.TakeChanges(_now);

        _view.Lost("runs");

        Removed().ShouldBe(["runs"]);
    }

    [Fact]
    public void Failed_AgainAndAgain_IsRemovedAtLast()
    {
        Take([Sent.Execution("runs", 0, Status.Running)]);
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
        Take([Sent.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));

        for (var i = 0; i < ExecutionView.MaxFailures * 2; i++)
        {
            _view.Failed("runs");
            _view.Found(Mapped(Sent.Execution("runs", 0, Status.Running)), _now);
        }

        _view.StatusOf("runs").ShouldBe(ExecutionStatus.Running);
    }

    [Fact]
    public void Found_EndedPastTheLimit_TellsTheEndAndLeavesTheViewOnlyAfterwards()
    {
        Take([Sent.Execution("runs", 0, Status.Running)]);
        Take(Newer(3));
        _view.TakeChanges(_now);

        _view.Found(Mapped(Sent.Execution("runs", 0, Status.Failed)), _now);
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
    public void Take_LongListTellsTheEndOfOnePastTheLimit_TellsIt()
    {
        Take([Sent.Execution("runs", 0, Status.Running)]);
        _view.TakeChanges(_now);

        Take([.. Newer(3), Sent.Execution("runs", 0)]);
        var (changes, outOfView) = _view.TakeChanges(_now);

        changes.OfType<ExecutionData>().Single(execution => execution.Id == "runs").Status.ShouldBe(ExecutionStatus.Success);
        outOfView.ShouldBeEmpty();
    }

    [Fact]
    public void Take_FinishedOnesPastTheLimitOfALongList_AreNotInView()
    {
        Take(Sent.Executions(10));

        Changes().ShouldBe(["e9", "e8", "e7"]);
    }

    [Fact]
    public void Found_NotInView_IsNotTakenIn()
    {
        _view.Found(Mapped(Sent.Execution("unheard of")), _now);

        Changes().ShouldBeEmpty();
    }

    [Fact]
    public void TakeChanges_NamesComeLater_RenamesWhatStands()
    {
        Take(Sent.Executions(1));
        Of<ExecutionData>().Single().PipelineName.ShouldBe("orders");

        _pipelines.Apply(Sent.Pipelines(("orders", "Orders to warehouse")));

        var renamed = Of<ExecutionData>().Single();
        (renamed.PipelineId, renamed.PipelineName).ShouldBe(("orders", "Orders to warehouse"));
    }

    [Fact]
    public void Progressed_WhileItRuns_IsShownAndForgottenAfterwards()
    {
        Take([Sent.Execution("runs", 0, Status.Running)]);
        _view.Progressed("runs", 41.5);
        var running = Of<ExecutionData>().Single();

        Take([Sent.Execution("runs", 0)]);
        var ended = Of<ExecutionData>().Single();

        (running.Progress, ended.Progress).ShouldBe((41.5, null));
    }

    [Fact]
    public void TakeChanges_OnlyTheTimeOfTheAnswerDiffers_TellsNothing()
    {
        Take(Sent.Executions(1));
        _view.TakeChanges(_now);
        _now += TimeSpan.FromSeconds(1);

        Take(Sent.Executions(1));

        Changes().ShouldBeEmpty();
    }

    private static IEnumerable<Execution> Newer(int count) => Enumerable.Range(0, count).Reverse().Select(i => Sent.Execution($"newer{i}", 100 + i));

    private ExecutionData Mapped(Execution sent) => ExecutionMapping.Execution("default", sent, _now);

    private IReadOnlyList<string> Take(IEnumerable<Execution> executions) => _view.Take(ExecutionList.From("default", Sent.List(executions), 3, _now));

    private List<TMessage> Of<TMessage>() => [.. _view.TakeChanges(_now).Changes.OfType<TMessage>()];

    private List<string?> Changes() => [.. _view.TakeChanges(_now).Changes.Select(change => change.Key.Id)];

    private List<string> Removed() => [.. Of<ExecutionRemoved>().Select(removed => removed.Id)];
}
