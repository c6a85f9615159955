using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Bench.Kit.Load;

/// <summary>Creates the values of each tick: contract records of realistic size.</summary>
/// <remarks>
/// <see cref="DashboardStats.UptimeSeconds"/> holds the timestamp of the sample, in microseconds of the machine's monotonic
/// clock. The load generator reads it in both protocols and compares it with the same clock.
/// </remarks>
internal sealed class TickSource(IOptions<BeatOptions> options, TimeProvider time)
{
    private readonly long _epoch = time.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly int _executions = options.Value.Executions;
    private long _sequence;

    /// <summary>The state before the first tick, which a subscriber receives first.</summary>
    public IReadOnlyList<SourceMessage> FirstState() =>
        [Status(), Stats(0, Stamp()), Health(0), .. Enumerable.Range(0, _executions).Select(index => Execution(index, 0)), Heartbeat()];

    /// <summary>The topics of a tick in the order of sending. All carry the time of this call as the timestamp.</summary>
    public IReadOnlyList<(string Method, IReadOnlyList<SourceMessage> Values)> Topics(BeatPattern pattern, long tick)
    {
        var stamp = Stamp();
        var executions = pattern == BeatPattern.Whole
            ? Enumerable.Range(0, _executions).Select(index => Execution(index, tick))
            : [Execution((int)(tick % _executions), tick)];
        var topics = new List<(string, IReadOnlyList<SourceMessage>)>
        {
            (nameof(IDashboardClient.DashboardStats), [Stats(tick, stamp)]),
            (nameof(IDashboardClient.ExecutionData), [.. executions]),
        };
        if (pattern != BeatPattern.Changes || tick % 10 == 0)
        {
            topics.Add((nameof(IDashboardClient.HealthStatus), [Health(tick)]));
        }

        return topics;
    }

    private long Stamp() => (long)(time.GetTimestamp() * (1e6 / time.TimestampFrequency));

    private SourceStatus Status() => Next(Messages.Status()) with
    {
        Since = _started,
        LastLiveAt = _started,
        Environment = "production",
        Feeds = ValueMap<FeedStatus>.From(
            new[] { FeedNames.Stats, FeedNames.Health, FeedNames.Executions }
                .Select(feed => KeyValuePair.Create(feed, new FeedStatus { Ok = true, Error = null }))),
    };

    private DashboardStats Stats(long tick, long stamp) => Next(Messages.Stats()) with
    {
        ActivePipelines = 2 + (tick % 3),
        TotalExecutions = 4000 + tick,
        UptimeSeconds = stamp,
        CpuUsage = tick * 7 % 1000 / 10.0,
    };

    private ExecutionData Execution(int index, long tick) => Next(Messages.Execution(string.Create(CultureInfo.InvariantCulture, $"execution-{index}"))) with
    {
        PipelineId = "tap-orders-to-warehouse",
        Status = ExecutionStatus.Running,
        StartedAt = _started,
        FinishedAt = null,
        DurationSeconds = null,
        Duration = null,
        Progress = (1 + (tick % 999)) / 10.0,
        RecordsProcessed = tick * 250,
        Metadata = ValueMap<string>.From([KeyValuePair.Create("environment", "production"), KeyValuePair.Create("host", "worker-3")]),
    };

    private HealthStatus Health(long tick) => Next(Messages.Health()) with
    {
        Components = ValueMap<ComponentHealth>.From([Component("database", tick % 50), Component("plugins", tick % 40), Component("scheduler", tick % 30)]),
    };

    private static KeyValuePair<string, ComponentHealth> Component(string name, long latency) => KeyValuePair.Create(name, new ComponentHealth
    {
        Name = name,
        Healthy = true,
        Message = "answers",
        Metadata = ValueMap<string>.From([KeyValuePair.Create("latencyMs", latency.ToString(CultureInfo.InvariantCulture))]),
    });

    private Heartbeat Heartbeat() => Next(Messages.Heartbeat());

    private TMessage Next<TMessage>(TMessage message)
        where TMessage : SourceMessage => message with { Epoch = _epoch, Sequence = ++_sequence, ObservedAt = time.GetUtcNow() };
}
