using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Which changes of a source are published.</summary>
public sealed class SourceReporterTests : SourceReporterFixture
{
    [Fact]
    public void Introduce_NothingHeard_PublishesThatItConnects()
    {
        Reporter.Introduce();

        Feed.Taken().ShouldBe(["Status Connecting", "Heartbeat"]);
    }

    [Fact]
    public void Publish_FirstAnswers_PublishesAllInOrderOnceEachFeedHasAnswered()
    {
        Answer(FeedKind.Stats);
        Answer(FeedKind.Executions);
        Feed.Taken().ShouldBe(["Status Connecting"]);

        Answer(FeedKind.Health);

        Feed.Taken().ShouldBe(["Status Live", "Stats 10", "Health", "Execution e1", "Execution e0"]);
    }

    [Fact]
    public void Publish_NothingChanges_SendsOneHeartbeatInEachInterval()
    {
        GoLive();

        for (var second = 1; second <= 25; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Answer(FeedKind.Health);
        }

        Feed.Taken().ShouldBe(["Heartbeat", "Heartbeat"]);
        Feed.Last.ObservedAt.ShouldBe(DaemonMessages.Start.AddSeconds(20));
    }

    [Fact]
    public void Publish_SomethingChangesInTheInterval_NeedsNoHeartbeat()
    {
        GoLive();

        for (var second = 1; second <= 30; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Answer(FeedKind.Stats, cpu: second / 5);
        }

        Feed.Taken().ShouldAllBe(word => word.StartsWith("Stats", StringComparison.Ordinal));
    }

    [Fact]
    public void Publish_NotHeardSince_HasNoHeartbeat()
    {
        GoLive();
        Time.Advance(3 * Interval);

        Reporter.Publish();

        Feed.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Publish_ClockIsSetBack_HeartbeatsContinue()
    {
        GoLive();
        Time.SetBack = TimeSpan.FromDays(1);
        Time.Advance(Interval);

        Answer(FeedKind.Health);

        Feed.Taken().ShouldBe(["Heartbeat"]);
    }

    [Fact]
    public void Publish_OnlyTheUptimeMoves_PublishesNothing()
    {
        GoLive();

        Answer(FeedKind.Stats, uptime: 105);

        Feed.Taken().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public void Publish_UptimeDecreasedOrMissing_IsPublished(long uptime)
    {
        GoLive();

        Answer(FeedKind.Stats, uptime: uptime);

        Feed.Taken().ShouldBe(["Stats 10"]);
    }

    [Fact]
    public void Publish_UptimeDecreasedToMoreThanLastPublished_IsPublishedOnce()
    {
        GoLive();
        Answer(FeedKind.Stats, uptime: 160);

        Answer(FeedKind.Stats, uptime: 145);
        Answer(FeedKind.Stats, uptime: 205);

        Feed.Taken().ShouldBe(["Stats 10"]);
    }

    [Fact]
    public void Publish_UptimeIsKnownAgain_IsPublished()
    {
        GoLive();
        Answer(FeedKind.Stats, uptime: -1);
        Feed.Taken();

        Answer(FeedKind.Stats, uptime: 200);

        Feed.Taken().ShouldBe(["Stats 10"]);
    }

    [Fact]
    public void Publish_OneFeedFails_PublishesTheStateAndTheLastFiguresWithTheError()
    {
        GoLive();

        Fail(FeedKind.Stats, FailureKind.Answered, "broken");

        Feed.Messages.Count.ShouldBe(2);
        Feed.Of<SourceStatus>().ShouldSatisfyAllConditions(
            status => status.State.ShouldBe(SourceState.Degraded),
            status => status.Error.ShouldBe("stats: broken"),
            status => status.LastLiveAt.ShouldBe(DaemonMessages.Start));
        Feed.Of<DashboardStats>().ShouldSatisfyAllConditions(
            stats => stats.Error.ShouldBe("broken"),
            stats => stats.Fallback.ShouldBeFalse(),
            stats => stats.CpuUsage.ShouldBe(10),
            stats => stats.ObservedAt.ShouldBe(DaemonMessages.Start));
    }

    [Fact]
    public void Publish_Down_FallsBackAndKeepsTheExecutions()
    {
        GoLive();
        Time.Advance(TimeSpan.FromSeconds(1));

        Fail(FeedKind.Health, FailureKind.Connection, "Connection refused (http://daemon:50051)");

        const string Error = "Unable to connect to FLEXT daemon: Connection refused (http://daemon:50051)";
        Feed.Messages.Count.ShouldBe(3);
        Feed.Of<SourceStatus>().ShouldSatisfyAllConditions(
            status => status.Error.ShouldBe(Error),
            status => status.Since.ShouldBe(DaemonMessages.Start.AddSeconds(1)),
            status => status.ObservedAt.ShouldBe(DaemonMessages.Start),
            status => status.Feeds.Values.ShouldAllBe(feed => !feed.Ok && feed.Error == Error));
        Feed.Of<DashboardStats>().ShouldSatisfyAllConditions(
            stats => (stats.Fallback, stats.Error, stats.CpuUsage, stats.UptimeSeconds, stats.TotalExecutions).ShouldBe((true, Error, 0, 0, 0)),
            stats => (stats.LastKnown?.CpuUsage, stats.LastKnown?.ObservedAt).ShouldBe((10, DaemonMessages.Start)));
        Feed.Of<HealthStatus>().ShouldSatisfyAllConditions(
            health => (health.Fallback, health.Error, health.Healthy, health.Components.Count).ShouldBe((true, Error, false, 0)),
            health => health.LastKnown?.Healthy.ShouldBeTrue());
    }

    [Fact]
    public void Publish_DownAgain_PublishesNothing()
    {
        GoLive();
        Fail(FeedKind.Health, FailureKind.Connection, "refused");
        Feed.Taken();

        Time.Advance(3 * Interval);
        Fail(FeedKind.Stats, FailureKind.Connection, "refused");

        Feed.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Publish_BackWithTheSameFigures_PublishesThemAgain()
    {
        GoLive();
        Fail(FeedKind.Health, FailureKind.Connection, "refused");
        Feed.Taken();

        Answer(FeedKind.Stats);
        Answer(FeedKind.Health);
        Answer(FeedKind.Executions);

        Feed.Taken().ShouldBe(["Status Live", "Stats 10", "Health"]);
        Feed.Of<SourceStatus>().Error.ShouldBeNull();
    }

    [Fact]
    public void Publish_FactsArrive_AreInTheStatus()
    {
        GoLive();

        Reporter.Take(new DaemonFacts("1.2.3", "production"));
        Reporter.Publish();
        Reporter.Take(new DaemonFacts("1.2.3", "production"));
        Reporter.Publish();

        Feed.Taken().ShouldBe(["Status Live"]);
        Feed.Of<SourceStatus>().Version.ShouldBe("1.2.3");
    }

    [Fact]
    public void Publish_PipelinesListed_PublishesChangesAndRemovals()
    {
        GoLive();

        Reporter.Pipelines.Apply(new PipelineList(DaemonMessages.Pipelines(("a", "A"), ("b", "B")), IsComplete: true));
        Reporter.Publish();
        Reporter.Pipelines.Apply(new PipelineList(DaemonMessages.Pipelines(("a", "A"), ("b", "B")), IsComplete: true));
        Reporter.Publish();
        Reporter.Pipelines.Apply(new PipelineList(DaemonMessages.Pipelines(("a", "renamed")), IsComplete: true));
        Reporter.Publish();

        Feed.Messages.OfType<PipelineDefinition>().Select(pipeline => pipeline.Name).ShouldBe(["A", "B", "renamed"]);
        Feed.Of<PipelineDefinitionRemoved>().Id.ShouldBe("b");
    }
}
