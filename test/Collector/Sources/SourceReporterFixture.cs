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

/// <summary>A reporter with a clock and a feed in the test's hands, and a daemon that answers as the test says.</summary>
public abstract class SourceReporterFixture
{
    private protected static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private protected SourceReporterFixture() => Reporter = NewTerm(7, []);

    private protected AdjustableClock Time { get; } = new(DaemonMessages.Start);

    private protected RecordingFeed Feed { get; } = new();

    private protected SourceReporter Reporter { get; set; }

    private protected SourceReporter NewTerm(long epoch, IReadOnlyList<SourceMessage> latest) => new(
        new DaemonOptions { Address = "http://daemon:50051", Interval = Interval },
        new FeedOutlet(Feed, Time, NullLogger<FeedOutlet>.Instance),
        new SourceTerm(new MessageStamp(epoch), PublishedState.From(latest)),
        Time,
        NullLogger<SourceReporter>.Instance);

    private protected void GoLive()
    {
        AnswerAll();
        Feed.Taken();
    }

    private protected void AnswerAll()
    {
        Answer(FeedKind.Stats);
        Answer(FeedKind.Health);
        Answer(FeedKind.Executions);
    }

    private protected void Answer(FeedKind feed, double cpu = 10, long uptime = 100)
    {
        var now = Time.GetUtcNow();
        switch (feed)
        {
            case FeedKind.Stats:
                Reporter.Take(StatsMapping.Stats("default", new SystemStats { CpuUsage = cpu, UptimeSeconds = uptime, TotalExecutions = 2 }, now));
                break;
            case FeedKind.Health:
                Reporter.Take(HealthMapping.Health("default", new Proto.HealthStatus { Healthy = true }, now));
                break;
            default:
                Reporter.Executions.Take(ExecutionList.From("default", DaemonMessages.List(DaemonMessages.Executions(2)), 50, now));
                break;
        }

        Reporter.Tracker.Record(new FeedOutcome(feed, now, now, null));
        Reporter.Publish();
    }

    private protected void Fail(FeedKind feed, FailureKind kind, string text)
    {
        var now = Time.GetUtcNow();
        Reporter.Tracker.Record(new FeedOutcome(feed, now, now, new CallFailure(kind, text, StatusCode.Unknown)));
        Reporter.Publish();
    }
}
