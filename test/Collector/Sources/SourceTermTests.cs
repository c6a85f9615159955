using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>How a new term continues from what an earlier one published.</summary>
public sealed class SourceTermTests : SourceReporterFixture
{
    [Fact]
    public void Introduce_TermContinues_PublishesNothing()
    {
        GoLive();
        Reporter = NewTerm(8, Feed.Latest);

        Reporter.Introduce();
        Answer(FeedKind.Stats);

        Feed.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void Publish_TermContinuesUnchanged_KeepsSinceAndRepeatsNothing()
    {
        GoLive();
        Time.Advance(TimeSpan.FromMinutes(5));
        Reporter = NewTerm(8, Feed.Latest);

        AnswerAll();

        Feed.Taken().ShouldBe(["Heartbeat"]);
        Reporter.Tracker.Since.ShouldBe(DaemonMessages.Start);
    }

    [Fact]
    public void Publish_TermContinuesAndDaemonIsDown_FallsBackToWhatTheEarlierTermSaw()
    {
        GoLive();
        var seen = Feed.Of<DashboardStats>();
        Reporter = NewTerm(8, Feed.Latest);

        Fail(FeedKind.Stats, FailureKind.Connection, "Connection refused");

        Feed.Taken().ShouldBe(["Status Down", "Stats 0", "Health"]);
        var fallback = Feed.Of<DashboardStats>();
        (fallback.Epoch, fallback.LastKnown!.CpuUsage, fallback.LastKnown.ObservedAt).ShouldBe((8, seen.CpuUsage, seen.ObservedAt!.Value));
    }

    [Fact]
    public void Publish_TermContinuesInAnOutage_KeepsWhenItBegan()
    {
        GoLive();
        Fail(FeedKind.Stats, FailureKind.Connection, "Connection refused");
        var before = Feed.Of<SourceStatus>();
        var lastKnown = Feed.Of<DashboardStats>().LastKnown;
        Time.Advance(TimeSpan.FromMinutes(5));
        Reporter = NewTerm(8, Feed.Latest);

        Fail(FeedKind.Stats, FailureKind.Connection, "Connection timed out");

        var after = Feed.Of<SourceStatus>();
        (after.Epoch, after.Since, after.LastLiveAt).ShouldBe((8, before.Since, before.LastLiveAt));
        Feed.Of<DashboardStats>().LastKnown.ShouldBe(lastKnown);
    }

    [Fact]
    public void Publish_TermContinuesAndExecutionIsGone_PublishesItsRemoval()
    {
        GoLive();
        Reporter = NewTerm(8, [.. Feed.Latest, Feed.Of<ExecutionData>() with { Id = "gone" }]);

        AnswerAll();

        var removed = Feed.Of<ExecutionRemoved>();
        (removed.Id, removed.Epoch).ShouldBe(("gone", 8));
    }

    [Fact]
    public void Publish_TermContinuesAfterAQuietTimeAndDaemonIsDown_SaysWhenItWasLastLive()
    {
        GoLive();
        Time.Advance(TimeSpan.FromDays(3));
        Answer(FeedKind.Health);
        var lastHeardAt = Feed.Of<Heartbeat>().ObservedAt!.Value;
        Reporter = NewTerm(8, Feed.Latest);

        Fail(FeedKind.Stats, FailureKind.Connection, "Connection refused");

        Feed.Of<SourceStatus>().LastLiveAt.ShouldBe(lastHeardAt);
        Feed.Of<DashboardStats>().LastKnown!.ObservedAt.ShouldBe(lastHeardAt);
    }
}
