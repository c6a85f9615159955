using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using SystemStats = FlextMonitor.Proto.SystemStats;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Which changes of a source are published.</summary>
public sealed class SourceReporterTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly AdjustableClock _time = new(DaemonMessages.Start);
    private readonly RecordingFeed _feed = new();
    private SourceReporter _reporter;

    public SourceReporterTests() => _reporter = NewTerm(7, []);

    [Fact]
    public void Introduce_NothingHeard_PublishesThatItConnects()
    {
        _reporter.Introduce();

        _feed.Taken().ShouldBe(["Status Connecting", "Heartbeat"]);
    }

    [Fact]
    public void Publish_FirstAnswers_PublishesAllInOrderOnceEachFeedHasAnswered()
    {
        Answer(FeedKind.Stats);
        Answer(FeedKind.Executions);
        _feed.Taken().ShouldBe(["Status Connecting"]);

        Answer(FeedKind.Health);

        _feed.Taken().ShouldBe(["Status Live", "Stats 10", "Health", "Execution e1", "Execution e0"]);
    }

    [Fact]
    public void Publish_NothingChanges_SendsOneHeartbeatInEachInterval()
    {
        GoLive();

        for (var second = 1; second <= 25; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Answer(FeedKind.Health);
        }

        _feed.Taken().ShouldBe(["Heartbeat", "Heartbeat"]);
        _feed.Last.ObservedAt.ShouldBe(DaemonMessages.Start.AddSeconds(20));
    }

    [Fact]
    public void Publish_SomethingChangesInTheInterval_NeedsNoHeartbeat()
    {
        GoLive();

        for (var second = 1; second <= 30; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Answer(FeedKind.Stats, cpu: second / 5);
        }

        _feed.Taken().ShouldAllBe(word => word.StartsWith("Stats", StringComparison.Ordinal));
    }

    [Fact]
    public void Publish_NotHeardSince_HasNoHeartbeat()
    {
        GoLive();
        _time.Advance(3 * Interval);

        _reporter.Publish();

        _feed.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Publish_ClockIsSetBack_HeartbeatsContinue()
    {
        GoLive();
        _time.SetBack = TimeSpan.FromDays(1);
        _time.Advance(Interval);

        Answer(FeedKind.Health);

        _feed.Taken().ShouldBe(["Heartbeat"]);
    }

    [Fact]
    public void Publish_OnlyTheUptimeMoves_PublishesNothing()
    {
        GoLive();

        Answer(FeedKind.Stats, uptime: 105);

        _feed.Taken().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public void Publish_UptimeDecreasedOrMissing_IsPublished(long uptime)
    {
        GoLive();

        Answer(FeedKind.Stats, uptime: uptime);

        _feed.Taken().ShouldBe(["Stats 10"]);
    }

    [Fact]
    public void Publish_UptimeDecreasedToMoreThanLastPublished_IsPublishedOnce()
    {
        GoLive();
        Answer(FeedKind.Stats, uptime: 160);

        Answer(FeedKind.Stats, uptime: 145);
        Answer(FeedKind.Stats, uptime: 205);

        _feed.Taken().ShouldBe(["Stats 10"]);
    }

    [Fact]
    public void Publish_UptimeIsKnownAgain_IsPublished()
    {
        GoLive();
        Answer(FeedKind.Stats, uptime: -1);
        _feed.Taken();

        Answer(FeedKind.Stats, uptime: 200);

        _feed.Taken().ShouldBe(["Stats 10"]);
    }

    [Fact]
    public void Publish_OneFeedFails_PublishesTheStateAndTheLastFiguresWithTheError()
    {
        GoLive();

        Fail(FeedKind.Stats, FailureKind.Answered, "broken");

        _feed.Messages.Count.ShouldBe(2);
        _feed.Of<SourceStatus>().ShouldSatisfyAllConditions(
            status => status.State.ShouldBe(SourceState.Degraded),
            status => status.Error.ShouldBe("stats: broken"),
            status => status.LastLiveAt.ShouldBe(DaemonMessages.Start));
        _feed.Of<DashboardStats>().ShouldSatisfyAllConditions(
            stats => stats.Error.ShouldBe("broken"),
            stats => stats.Fallback.ShouldBeFalse(),
            stats => stats.CpuUsage.ShouldBe(10),
            stats => stats.ObservedAt.ShouldBe(DaemonMessages.Start));
    }

    [Fact]
    public void Publish_Down_FallsBackAndKeepsTheExecutions()
    {
        GoLive();
        _time.Advance(TimeSpan.FromSeconds(1));

        Fail(FeedKind.Health, FailureKind.Connection, "Connection refused (http://daemon:50051)");

        const string Error = "Unable to connect to FLEXT daemon: Connection refused (http://daemon:50051)";
        _feed.Messages.Count.ShouldBe(3);
        _feed.Of<SourceStatus>().ShouldSatisfyAllConditions(
            status => status.Error.ShouldBe(Error),
            status => status.Since.ShouldBe(DaemonMessages.Start.AddSeconds(1)),
            status => status.ObservedAt.ShouldBe(DaemonMessages.Start),
            status => status.Feeds.Values.ShouldAllBe(feed => !feed.Ok && feed.Error == Error));
        _feed.Of<DashboardStats>().ShouldSatisfyAllConditions(
            stats => (stats.Fallback, stats.Error, stats.CpuUsage, stats.UptimeSeconds, stats.TotalExecutions).ShouldBe((true, Error, 0, 0, 0)),
            stats => (stats.LastKnown?.CpuUsage, stats.LastKnown?.ObservedAt).ShouldBe((10, DaemonMessages.Start)));
        _feed.Of<HealthStatus>().ShouldSatisfyAllConditions(
            health => (health.Fallback, health.Error, health.Healthy, health.Components.Count).ShouldBe((true, Error, false, 0)),
            health => health.LastKnown?.Healthy.ShouldBeTrue());
    }

    [Fact]
    public void Publish_DownAgain_PublishesNothing()
    {
        GoLive();
        Fail(FeedKind.Health, FailureKind.Connection, "refused");
        _feed.Taken();

        _time.Advance(3 * Interval);
        Fail(FeedKind.Stats, FailureKind.Connection, "refused");

        _feed.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Publish_BackWithTheSameFigures_PublishesThemAgain()
    {
        GoLive();
        Fail(FeedKind.Health, FailureKind.Connection, "refused");
        _feed.Taken();

        Answer(FeedKind.Stats);
        Answer(FeedKind.Health);
        Answer(FeedKind.Executions);

        _feed.Taken().ShouldBe(["Status Live", "Stats 10", "Health"]);
        _feed.Of<SourceStatus>().Error.ShouldBeNull();
    }

    [Fact]
    public void Publish_FactsArrive_AreInTheStatus()
    {
        GoLive();

        _reporter.Take(new DaemonFacts("1.2.3", "production"));
        _reporter.Publish();
        _reporter.Take(new DaemonFacts("1.2.3", "production"));
        _reporter.Publish();

        _feed.Taken().ShouldBe(["Status Live"]);
        _feed.Of<SourceStatus>().Version.ShouldBe("1.2.3");
    }

    [Fact]
    public void Introduce_TermContinues_PublishesNothing()
    {
        GoLive();
        _reporter = NewTerm(8, _feed.Latest);

        _reporter.Introduce();
        Answer(FeedKind.Stats);

        _feed.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Publish_TermContinuesUnchanged_KeepsSinceAndRepeatsNothing()
    {
        GoLive();
        _time.Advance(TimeSpan.FromMinutes(5));
        _reporter = NewTerm(8, _feed.Latest);

        AnswerAll();

        _feed.Taken().ShouldBe(["Heartbeat"]);
        _reporter.Tracker.Since.ShouldBe(DaemonMessages.Start);
    }

    [Fact]
    public void Publish_TermContinuesAndDaemonIsDown_FallsBackToWhatTheEarlierTermSaw()
    {
        GoLive();
        var seen = _feed.Of<DashboardStats>();
        _reporter = NewTerm(8, _feed.Latest);

        Fail(FeedKind.Stats, FailureKind.Connection, "Connection refused");

        _feed.Taken().ShouldBe(["Status Down", "Stats 0", "Health"]);
        var fallback = _feed.Of<DashboardStats>();
        (fallback.Epoch, fallback.LastKnown!.CpuUsage, fallback.LastKnown.ObservedAt).ShouldBe((8, seen.CpuUsage, seen.ObservedAt!.Value));
    }

    [Fact]
    public void Publish_TermContinuesInAnOutage_KeepsWhenItBegan()
    {
        GoLive();
        Fail(FeedKind.Stats, FailureKind.Connection, "Connection refused");
        var before = _feed.Of<SourceStatus>();
        var lastKnown = _feed.Of<DashboardStats>().LastKnown;
        _time.Advance(TimeSpan.FromMinutes(5));
        _reporter = NewTerm(8, _feed.Latest);

        Fail(FeedKind.Stats, FailureKind.Connection, "Connection timed out");

        var after = _feed.Of<SourceStatus>();
        (after.Epoch, after.Since, after.LastLiveAt).ShouldBe((8, before.Since, before.LastLiveAt));
        _feed.Of<DashboardStats>().LastKnown.ShouldBe(lastKnown);
    }

    [Fact]
    public void Publish_TermContinuesAndExecutionIsGone_PublishesItsRemoval()
    {
        GoLive();
        _reporter = NewTerm(8, [.. _feed.Latest, _feed.Of<ExecutionData>() with { Id = "gone" }]);

        AnswerAll();

        var removed = _feed.Of<ExecutionRemoved>();
        (removed.Id, removed.Epoch).ShouldBe(("gone", 8));
    }

    [Fact]
    public void Publish_PipelinesListed_PublishesChangesAndRemovals()
    {
        GoLive();

        _reporter.Pipelines.Apply(DaemonMessages.Pipelines(("a", "A"), ("b", "B")), isComplete: true);
        _reporter.Publish();
        _reporter.Pipelines.Apply(DaemonMessages.Pipelines(("a", "A"), ("b", "B")), isComplete: true);
        _reporter.Publish();
        _reporter.Pipelines.Apply(DaemonMessages.Pipelines(("a", "renamed")), isComplete: true);
        _reporter.Publish();

        _feed.Messages.OfType<PipelineDefinition>().Select(pipeline => pipeline.Name).ShouldBe(["A", "B", "renamed"]);
        _feed.Of<PipelineDefinitionRemoved>().Id.ShouldBe("b");
    }

    [Fact]
    public void Publish_TermContinuesAfterAQuietTimeAndDaemonIsDown_SaysWhenItWasLastLive()
    {
        GoLive();
        _time.Advance(TimeSpan.FromDays(3));
        Answer(FeedKind.Health);
        var lastHeardAt = _feed.Of<Heartbeat>().ObservedAt!.Value;
        _reporter = NewTerm(8, _feed.Latest);

        Fail(FeedKind.Stats, FailureKind.Connection, "Connection refused");

        _feed.Of<SourceStatus>().LastLiveAt.ShouldBe(lastHeardAt);
        _feed.Of<DashboardStats>().LastKnown!.ObservedAt.ShouldBe(lastHeardAt);
    }

    private SourceReporter NewTerm(long epoch, IReadOnlyList<SourceMessage> latest) => new(
        new DaemonOptions { Address = "http://daemon:50051", Interval = Interval },
        new FeedOutlet(_feed, _time, NullLogger<FeedOutlet>.Instance),
        new SourceTerm(new MessageStamp(epoch), PublishedState.From(latest)),
        _time,
        NullLogger<SourceReporter>.Instance);

    private void GoLive()
    {
        AnswerAll();
        _feed.Taken();
    }

    private void AnswerAll()
    {
        Answer(FeedKind.Stats);
        Answer(FeedKind.Health);
        Answer(FeedKind.Executions);
    }

    private void Answer(FeedKind feed, double cpu = 10, long uptime = 100)
    {
        var now = _time.GetUtcNow();
        switch (feed)
        {
            case FeedKind.Stats:
                _reporter.Take(StatsMapping.Stats("default", new SystemStats { CpuUsage = cpu, UptimeSeconds = uptime, TotalExecutions = 2 }, now));
                break;
            case FeedKind.Health:
                _reporter.Take(HealthMapping.Health("default", new Proto.HealthStatus { Healthy = true }, now));
                break;
            default:
                _reporter.Executions.Take(ExecutionList.From("default", DaemonMessages.List(DaemonMessages.Executions(2)), 50, now));
                break;
        }

        _reporter.Tracker.Record(new FeedOutcome(feed, now, now, null));
        _reporter.Publish();
    }

    private void Fail(FeedKind feed, FailureKind kind, string text)
    {
        var now = _time.GetUtcNow();
        _reporter.Tracker.Record(new FeedOutcome(feed, now, now, new CallFailure(kind, text, StatusCode.Unknown)));
        _reporter.Publish();
    }
}
