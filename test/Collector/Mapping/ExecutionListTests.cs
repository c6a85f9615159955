using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Tests.Mapping;

public sealed class ExecutionListTests
{
    private static readonly DateTimeOffset Now = DaemonMessages.Start.AddDays(1);

    [Fact]
    public void From_MoreThanRequested_ShowsTheNewestWithANotice()
    {
        var list = From(DaemonMessages.List(DaemonMessages.Executions(120)), limit: 50);

        list.InView.Select(execution => execution.Id).ShouldBe(Enumerable.Range(70, 50).Reverse().Select(i => $"e{i}"));
        list.Notice.ShouldBe("120 executions were sent although 50 were requested; the newest 50 and up to 500 more running ones are shown");
        list.Oldest!.Id.ShouldBe("e0");
        list.IsFull.ShouldBeTrue();
    }

    [Fact]
    public void From_NotSorted_IsSortedNewestFirstMissingLastThenById()
    {
        var missing = DaemonMessages.Execution("missing");
        missing.StartedAt = null;

        var list = From(DaemonMessages.List(missing, DaemonMessages.Execution("b", 1), DaemonMessages.Execution("newest", 5), DaemonMessages.Execution("a", 1)), limit: 50);

        list.InView.Select(execution => execution.Id).ShouldBe(["newest", "a", "b", "missing"]);
        list.Oldest!.Id.ShouldBe("b");
        (list.IsFull, list.Notice).ShouldBe((false, null));
    }

    [Fact]
    public void From_RunningPastTheLimit_IsInView()
    {
        var list = From(DaemonMessages.List([.. DaemonMessages.Executions(5), DaemonMessages.Execution("runs", -1, Status.Running)]), limit: 3);

        list.InView.Select(execution => execution.Id).ShouldBe(["e4", "e3", "e2", "runs"]);
        list.FindOther("runs").ShouldBeNull();
        list.FindOther("e0")!.Id.ShouldBe("e0");
        list.FindOther("unknown").ShouldBeNull();
    }

    [Fact]
    public void From_AThousandRunPastTheLimit_AreCut()
    {
        var running = Enumerable.Range(0, 1000).Select(i => DaemonMessages.Execution($"r{i}", i, Status.Running));

        From(DaemonMessages.List(running), limit: 10).InView.Count.ShouldBe(10 + TextLimits.Running);
    }

    [Fact]
    public void From_IdTwice_AppearsOnce() =>
        From(DaemonMessages.List(DaemonMessages.Execution("e1", 1), DaemonMessages.Execution("e1", 2)), limit: 50).InView.Count.ShouldBe(1);

    [Fact]
    public void From_UnusableIds_AreLeftOutWithANotice()
    {
        var list = From(DaemonMessages.List(DaemonMessages.Execution(""), DaemonMessages.Execution(new string('i', 300)), DaemonMessages.Execution("e1")), limit: 50);

        list.InView.ShouldHaveSingleItem().Id.ShouldBe("e1");
        list.Notice.ShouldBe("2 executions have no usable id and are not shown");
    }

    [Fact]
    public void From_Nothing_IsEmpty()
    {
        var list = From(new ListExecutionsResponse(), limit: 50);

        list.InView.ShouldBeEmpty();
        (list.Oldest, list.IsFull, list.Notice).ShouldBe((null, false, null));
    }

    private static ExecutionList From(ListExecutionsResponse sent, int limit) => ExecutionList.From("default", sent, limit, Now);
}
