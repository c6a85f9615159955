using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class LiveStateTests
{
    private readonly FakeTimeProvider _time = new(Messages.Noon);
    private readonly LiveState _state;

    public LiveStateTests() => _state = new LiveState(_time);

    [Fact]
    public void CollectNewerThan_Beginning_IsStatusStatsHealthExecutionsNewestFirstHeartbeat()
    {
        Apply(
            Messages.Heartbeat(),
            Messages.Execution("old", startedAt: Messages.Noon.AddHours(-1)),
            Messages.Execution("new", startedAt: Messages.Noon),
            Messages.Health(),
            Messages.Stats(),
            Messages.Status());

        Collect(LiveState.Beginning).Select(Describe).ShouldBe(["Status", "Stats", "Health", "Execution new", "Execution old", "Heartbeat"]);
    }

    [Fact]
    public void CollectNewerThan_TwoSources_IsGroupedBySourceInTheOrderOfFirstPublication()
    {
        Apply(Messages.Status("b"), Messages.Status("a"));
        Apply(Messages.Heartbeat("a"), Messages.Heartbeat("b"));

        Collect(LiveState.Beginning).Select(message => $"{message.Source} {Describe(message)}")
            .ShouldBe(["b Status", "b Heartbeat", "a Status", "a Heartbeat"]);
    }

    [Fact]
    public void CollectNewerThan_ACursor_IsOnlyWhatChangedSince()
    {
        Apply(Messages.Status(), Messages.Stats());
        var cursor = _state.Version;
        Apply(Messages.Stats(sequence: 2, cpu: 50));
        Apply(Messages.Stats(sequence: 3, cpu: 60));

        var changed = Collect(cursor);

        changed.ShouldHaveSingleItem().ShouldBeOfType<DashboardStats>().CpuUsage.ShouldBe(60);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 5)]
    [InlineData(0, 9)]
    public void Apply_ValueThatIsNotNewer_IsDropped(long epoch, long sequence)
    {
        Apply(Messages.Stats(epoch: 1, sequence: 5, cpu: 1));

        _state.Apply(FeedBatch.Of(Messages.Stats(epoch: epoch, sequence: sequence, cpu: 2))).ShouldBe(0);

        Collect(LiveState.Beginning).OfType<DashboardStats>().Single().CpuUsage.ShouldBe(1);
    }

    [Fact]
    public void Apply_LaterEpochWithSmallerSequence_IsTaken()
    {
        Apply(Messages.Stats(epoch: 1, sequence: 500, cpu: 1));

        Apply(Messages.Stats(epoch: 2, sequence: 1, cpu: 2));

        Collect(LiveState.Beginning).OfType<DashboardStats>().Single().CpuUsage.ShouldBe(2);
    }

    [Fact]
    public void CollectNewerThan_AfterARemoval_IncludesItOnlyForCursorsThatMayHaveHadTheValue()
    {
        Apply(Messages.Execution("a"));
        var cursor = _state.Version;
        Apply(Messages.Removed("a", sequence: 2));

        Collect(LiveState.Beginning).ShouldBeEmpty();
        Collect(cursor).ShouldHaveSingleItem().ShouldBeOfType<ExecutionRemoved>();
        Collect(LiveState.Resend).ShouldHaveSingleItem().ShouldBeOfType<ExecutionRemoved>();
    }

    [Fact]
    public void Apply_OutOfView_IsNotSent()
    {
        Apply(Messages.Execution("a"));
        var cursor = _state.Version;

        _state.Apply(new FeedBatch([], [new MessageKey("default", MessageKind.Execution, "a")]));

        Collect(cursor).ShouldBeEmpty();
        Collect(LiveState.Beginning).ShouldBeEmpty();
    }

    [Fact]
    public void Apply_OutOfViewAfterItEnded_IsStillSentToOlderCursors()
    {
        Apply(Messages.Execution("a") with { Status = ExecutionStatus.Running });
        var cursor = _state.Version;
        Apply(Messages.Execution("a", sequence: 2));

        _state.Apply(new FeedBatch([], [new MessageKey("default", MessageKind.Execution, "a")]));

        Collect(cursor).Select(Describe).ShouldBe(["Execution a"]);
        Collect(LiveState.Beginning).ShouldBeEmpty();
        _state.Find("default")!.Executions.ShouldBeEmpty();
    }

    [Fact]
    public void ForgetPast_OutOfViewForLong_IsForgotten()
    {
        Apply(Messages.Execution("a"));
        _state.Apply(new FeedBatch([], [new MessageKey("default", MessageKind.Execution, "a")]));
        _time.Advance(TimeSpan.FromMinutes(5));

        _state.ForgetPast(_time.GetUtcNow());

        Collect(LiveState.Resend).ShouldBeEmpty();
    }

    [Fact]
    public void ForgetPast_OlderThanTheLimit_AreForgotten()
    {
        Apply(Messages.Removed("early"));
        _time.Advance(TimeSpan.FromMinutes(5));
        Apply(Messages.Removed("late"));

        _state.ForgetPast(_time.GetUtcNow());

        Collect(LiveState.Resend).Select(Describe).ShouldBe(["Execution late"]);
    }

    [Fact]
    public void ForgetPast_OfAnExecutionThatCameBack_KeepsIt()
    {
        Apply(Messages.Removed("a"));
        Apply(Messages.Execution("a", sequence: 2));
        _time.Advance(TimeSpan.FromHours(1));

        _state.ForgetPast(_time.GetUtcNow());

        Collect(LiveState.Beginning).Select(Describe).ShouldBe(["Execution a"]);
    }

    [Fact]
    public void Find_AfterChanges_IsTheLatestOfOneDaemon()
    {
        Apply(Messages.Status("a"), Messages.Stats("a", cpu: 1), Messages.Stats("b", cpu: 2));
        _state.Find("a")!.Stats!.CpuUsage.ShouldBe(1);

        Apply(Messages.Stats("a", sequence: 2, cpu: 3), Messages.Execution("run", "a"));

        var snapshot = _state.Find("a").ShouldNotBeNull();
        snapshot.Stats!.CpuUsage.ShouldBe(3);
        snapshot.Health.ShouldBeNull();
        snapshot.Executions.ShouldHaveSingleItem().Id.ShouldBe("run");
        _state.Find("c").ShouldBeNull();
    }

    private static string Describe(SourceMessage message) =>
        message.Key.Id is { } id ? $"{message.Key.Kind} {id}" : message.Key.Kind.ToString();

    [Fact]
    public void CollectNewerThan_Beginning_HasPipelinesAndProblemsBeforeTheHeartbeat()
    {
        Apply(Messages.Heartbeat(), Messages.Problem("p"), Messages.Pipeline("b"), Messages.Pipeline("a"), Messages.Execution("run"));

        Collect(LiveState.Beginning).Select(Describe).ShouldBe(["Execution run", "Pipeline a", "Pipeline b", "Problem p", "Heartbeat"]);
    }

    [Fact]
    public void Apply_InternalMessage_IsNotSent()
    {
        Apply(new PipelineDefinition { Source = "default", Epoch = 1, Sequence = 1, ObservedAt = Messages.Noon, Id = "a", Name = "A", Schedule = null, IsActive = true });

        _state.Version.ShouldBe(0);
    }

    [Fact]
    public void Apply_ResolvedProblem_IsSentToSubscribersThatMayHoldItOnly()
    {
        Apply(Messages.Problem("p"));
        var cursor = _state.Version;

        Apply(Messages.Resolved("p"));

        Collect(cursor).ShouldHaveSingleItem().ShouldBeOfType<ProblemResolved>();
        Collect(LiveState.Beginning).ShouldBeEmpty();
    }

    [Fact]
    public void Apply_WholeBatchInBetween_DropsMissingKeys()
    {
        Apply(Messages.Status(), Messages.Execution("kept"), Messages.Execution("gone"), Messages.Problem("gone"), Messages.Pipeline("gone"));

        _state.Apply(FeedBatch.Of(Messages.Status(), Messages.Execution("kept")) with { IsWhole = true });

        Collect(LiveState.Beginning).Select(Describe).ShouldBe(["Status", "Execution kept"]);
    }

    [Fact]
    public void Apply_ValueIsPublishedAgainAfterAWholeBatchLackedIt_IsBackInView()
    {
        Apply(Messages.Problem("p"));
        _state.Apply(FeedBatch.Of() with { IsWhole = true });
        Collect(LiveState.Beginning).ShouldBeEmpty();

        Apply(Messages.Problem("p"));

        Collect(LiveState.Beginning).ShouldHaveSingleItem().ShouldBeOfType<Problem>();
    }

    [Fact]
    public void Apply_WholeBatchWithARemoval_IsSentToSubscribersThatHoldTheValue()
    {
        Apply(Messages.Problem("p"));
        var cursor = _state.Version;

        _state.Apply(FeedBatch.Of(Messages.Resolved("p")) with { IsWhole = true });

        Collect(cursor).ShouldHaveSingleItem().ShouldBeOfType<ProblemResolved>();
    }

    [Fact]
    public void Apply_FirstEvaluation_IsSentWithAHeartbeatThatIsNewer()
    {
        Apply(Messages.Heartbeat(sequence: 1), Messages.Stats(sequence: 5));
        var cursor = _state.Version;

        Apply(Messages.Evaluated(Messages.Noon.AddSeconds(1)));

        var heartbeat = Collect(cursor).ShouldHaveSingleItem().ShouldBeOfType<Heartbeat>();
        (heartbeat.EvaluatedAt, heartbeat.Sequence).ShouldBe((Messages.Noon.AddSeconds(1), 5));
    }

    [Fact]
    public void Apply_LaterEvaluation_IsPartOfTheFirstStateWithoutANewVersion()
    {
        Apply(Messages.Evaluated(Messages.Noon), Messages.Heartbeat());
        var version = _state.Version;

        Apply(Messages.Evaluated(Messages.Noon.AddSeconds(30), sequence: 2));

        _state.Version.ShouldBe(version);
        Collect(LiveState.Beginning).OfType<Heartbeat>().Single().EvaluatedAt.ShouldBe(Messages.Noon.AddSeconds(30));
    }

    [Fact]
    public void Apply_EvaluationBeforeTheHeartbeat_IsSentWithIt()
    {
        Apply(Messages.Evaluated(Messages.Noon));

        Apply(Messages.Heartbeat());

        Collect(LiveState.Beginning).OfType<Heartbeat>().Single().EvaluatedAt.ShouldBe(Messages.Noon);
    }

    [Fact]
    public void Apply_FirstEvaluationRightAfterTheHeartbeat_IsSentWithTheNextChange()
    {
        Apply(Messages.Heartbeat(sequence: 5));
        Apply(Messages.Evaluated(Messages.Noon));
        var cursor = _state.Version;

        Apply(Messages.Stats(sequence: 6));

        var heartbeat = Collect(cursor).OfType<Heartbeat>().ShouldHaveSingleItem();
        (heartbeat.EvaluatedAt, heartbeat.Sequence).ShouldBe((Messages.Noon, 6));
    }

    private void Apply(params SourceMessage[] messages) => _state.Apply(FeedBatch.Of(messages));

    private List<SourceMessage> Collect(long cursor)
    {
        var entries = new List<LiveEntry>();
        _state.CollectNewerThan(cursor, SourceFilter.All, entries);
        return [.. entries.Select(entry => entry.Message)];
    }
}
