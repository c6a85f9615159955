using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Which executions are gone if a full list of three is cut among equal or missing start times. Daemons sort by the start only.</summary>
public sealed class ExecutionViewEqualStartTests
{
    private readonly ExecutionView _view = new(limit: 3, new PipelineListing([]), []);

    [Fact]
    public void Take_CutAmongEqualStarts_RequestsTheRunningOneSingly()
    {
        Take(DaemonMessages.Execution("n1", 9), DaemonMessages.Execution("b", 5), DaemonMessages.Execution("a", 5, Status.Running));
        Removed().ShouldBeEmpty();

        Take(DaemonMessages.Execution("n2", 10), DaemonMessages.Execution("n1", 9), DaemonMessages.Execution("b", 5)).ShouldBe(["a"]);

        Removed().ShouldBeEmpty();
    }

    [Fact]
    public void Take_CutAmongEqualStarts_KeepsTheFinishedOne()
    {
        Take(DaemonMessages.Execution("n1", 9), DaemonMessages.Execution("b", 5), DaemonMessages.Execution("a", 5));
        Removed().ShouldBeEmpty();

        Take(DaemonMessages.Execution("n2", 10), DaemonMessages.Execution("n1", 9), DaemonMessages.Execution("b", 5)).ShouldBeEmpty();

        Removed().ShouldBeEmpty();
    }

    [Fact]
    public void Take_MissingStartIsSentFirst_RequestsTheRunningOneSingly()
    {
        Take(Unstarted("x"), DaemonMessages.Execution("c", 9), DaemonMessages.Execution("runs", 1, Status.Running));
        Removed().ShouldBeEmpty();

        Take(Unstarted("x"), DaemonMessages.Execution("d", 10), DaemonMessages.Execution("c", 9)).ShouldBe(["runs"]);

        Removed().ShouldBeEmpty();
    }

    [Fact]
    public void Take_NoStartIsKnown_RequestsTheRunningOneAndFollowsTheListForTheRest()
    {
        Take(Unstarted("c", Status.Running), Unstarted("b"), Unstarted("a"));
        Removed().ShouldBeEmpty();

        Take(Unstarted("f"), Unstarted("e"), Unstarted("d")).ShouldBe(["c"]);

        Removed().ShouldBe(["b", "a"], ignoreOrder: true);
    }

    private static Execution Unstarted(string id, Status status = Status.Success)
    {
        var execution = DaemonMessages.Execution(id, status: status);
        execution.StartedAt = null;
        return execution;
    }

    private IReadOnlyList<string> Take(params IEnumerable<Execution> executions) => _view.Take(ExecutionList.From("default", DaemonMessages.List(executions), 3, DaemonMessages.Start));

    private List<string> Removed() => [.. _view.TakeChanges(DaemonMessages.Start).Changes.OfType<ExecutionRemoved>().Select(removed => removed.Id)];
}
