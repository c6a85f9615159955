using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>What is gone where a full list of three is cut among start times that do not tell: daemons sort by nothing else.</summary>
public sealed class ExecutionViewTrimTests
{
    private readonly ExecutionView _view = new(limit: 3, new PipelineListing([]), []);

    [Fact]
    public void Take_CutAmongEqualStarts_AsksForTheRunningOneSingly()
    {
        Take(Sent.Execution("n1", 9), Sent.Execution("b", 5), Sent.Execution("a", 5, Status.Running));
        Removed().ShouldBeEmpty();

        Take(Sent.Execution("n2", 10), Sent.Execution("n1", 9), Sent.Execution("b", 5)).ShouldBe(["a"]);

        Removed().ShouldBeEmpty();
    }

    [Fact]
    public void Take_CutAmongEqualStarts_DoesNotCallTheFinishedOneGone()
    {
        Take(Sent.Execution("n1", 9), Sent.Execution("b", 5), Sent.Execution("a", 5));
        Removed().ShouldBeEmpty();

        Take(Sent.Execution("n2", 10), Sent.Execution("n1", 9), Sent.Execution("b", 5)).ShouldBeEmpty();

        Removed().ShouldBeEmpty();
    }

    [Fact]
    public void Take_MissingStartIsSentFirst_AsksForTheRunningOneSingly()
    {
        Take(Unstarted("x"), Sent.Execution("c", 9), Sent.Execution("runs", 1, Status.Running));
        Removed().ShouldBeEmpty();

        Take(Unstarted("x"), Sent.Execution("d", 10), Sent.Execution("c", 9)).ShouldBe(["runs"]);

        Removed().ShouldBeEmpty();
    }

    [Fact]
    public void Take_NoStartIsEverTold_AsksForTheRunningOneAndForTheRestFollowsTheList()
    {
        Take(Unstarted("c", Status.Running), Unstarted("b"), Unstarted("a"));
        Removed().ShouldBeEmpty();

        Take(Unstarted("f"), Unstarted("e"), Unstarted("d")).ShouldBe(["c"]);

        Removed().ShouldBe(["b", "a"], ignoreOrder: true);
    }

    private static Execution Unstarted(string id, Status status = Status.Success)
    {
        var execution = Sent.Execution(id, status: status);
        execution.StartedAt = null;
        return execution;
    }

    private IReadOnlyList<string> Take(params IEnumerable<Execution> executions) => _view.Take(ExecutionList.From("default", Sent.List(executions), 3, Sent.Start));

    private List<string> Removed() => [.. _view.TakeChanges(Sent.Start).Changes.OfType<ExecutionRemoved>().Select(removed => removed.Id)];
}
