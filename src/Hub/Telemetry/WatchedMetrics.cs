using System.Diagnostics.Metrics;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Telemetry;

/// <summary>
/// Metrics of what is watched, in the meter <c>flextmonitor.watched</c>. An unknown value is never shown as a number: a figure of a source that is
/// down, or of a feed that fails, is neither 0 nor the last known value (<see cref="KnownSeries"/>).
/// </summary>
internal sealed class WatchedMetrics
{
    public const string MeterName = "flextmonitor.watched";

    private const string Percent = "%";
    private const string Seconds = "s";

    private readonly WatchedValues _values;
    private readonly TimeProvider _time;

    public WatchedMetrics(IMeterFactory meters, WatchedValues values, TimeProvider time)
    {
        (_values, _time) = (values, time);
        var meter = meters.Create(MeterName);
        AddSources(meter);
        AddFigures(meter);
        AddPipelines(meter);
        meter.CreateObservableCounter("flextmonitor.source.runs", Runs, "{run}", "Runs that ended since this process started, by outcome.");
        meter.CreateObservableGauge("flextmonitor.source.problems", Problems, "{problem}", "Open problems by severity; absent until the source was evaluated.");
    }

    private void AddSources(Meter meter)
    {
        Source(meter, "up", null, "1 if the daemon answers, 0 if it is down; unknown at first.", status => status.State switch
        {
            SourceState.Live or SourceState.Degraded => 1,
            SourceState.Down => 0,
            _ => null,
        });
        Source(meter, "degraded", null, "1 if at least one feed fails while the daemon answers, else 0; unknown while it is down.", status => status.State switch
        {
            SourceState.Degraded => 1,
            SourceState.Live => 0,
            _ => null,
        });
        Source(meter, "age", Seconds, "Time since the daemon last answered; unknown if it never did.", Age);
        Source(meter, "interval", Seconds, "Time between samples, which slow answers make longer.", status => status.IntervalSeconds);
        meter.CreateObservableGauge("flextmonitor.source.feed.ok", FeedsOk, null, "1 if the feed's last answer could be used, else 0.");
    }

    private void AddFigures(Meter meter)
    {
        Figure(meter, "cpu_usage", Percent, "CPU of the daemon's host.", stats => stats.CpuUsage);
        Figure(meter, "memory_usage", Percent, "Memory of the daemon's host.", stats => stats.MemoryUsage);
        Figure(meter, "success_rate", Percent, "Runs that succeeded, as the daemon reports it.", stats => stats.SuccessRate);
        Figure(meter, "active_pipelines", "{pipeline}", "Active pipelines.", stats => stats.ActivePipelines);
        Figure(meter, "active_connections", "{connection}", "Connections of the daemon.", stats => stats.ActiveConnections);
        Figure(meter, "executions", "{run}", "All executions that the daemon counts.", stats => stats.TotalExecutions);
        Figure(meter, "uptime", Seconds, "Time since the daemon started, as last published.", stats => stats.UptimeSeconds);
    }

    private void AddPipelines(Meter meter)
    {
        Pipeline(meter, "last_run_success", null, "1 if the newest run succeeded, 0 if it failed; unknown while it runs or was cancelled.", pipeline => pipeline.LastStatus switch
        {
            ExecutionStatus.Success => 1,
            ExecutionStatus.Failed => 0,
            _ => null,
        });
        Pipeline(meter, "last_good_timestamp", Seconds, "When the newest successful run ended, Unix time.", pipeline => pipeline.LastGoodAt?.ToUnixTimeMilliseconds() / 1000.0);
        Pipeline(meter, "last_run_duration", Seconds, "How long the newest run took; unknown while it runs.", LastDuration);
        Pipeline(meter, "usual_duration", Seconds, "Median of the last 20 successful runs; unknown with fewer than 3.", pipeline => pipeline.UsualSeconds);
        Pipeline(meter, "failures_in_a_row", "{run}", "Failed runs since the last successful one.", pipeline => pipeline.FailuresInARow);
    }

    private void Source(Meter meter, string name, string? unit, string description, Func<SourceStatus, double?> value) =>
        Gauge(meter, $"flextmonitor.source.{name}", unit, description, value, status => new(status.Source));

    private void Figure(Meter meter, string name, string unit, string description, Func<DashboardStats, double?> value) =>
        Gauge<DashboardStats>(meter, $"flextmonitor.source.{name}", unit, description, stats => IsConfirmed(stats) ? value(stats) : null, stats => new(stats.Source));

    private void Pipeline(Meter meter, string name, string? unit, string description, Func<PipelineStatus, double?> value) =>
        Gauge(meter, $"flextmonitor.pipeline.{name}", unit, description, value, pipeline => new(pipeline.Source, pipeline.Id, pipeline.Name));

    private void Gauge<TMessage>(Meter meter, string name, string? unit, string description, Func<TMessage, double?> value, Func<TMessage, SeriesLabels> labels)
        where TMessage : SourceMessage
    {
        var series = new KnownSeries();
        meter.CreateObservableGauge(
            name, () => series.Measure(_values.Latest<TMessage>().Select(message => (labels(message), value(message)))), unit, description);
    }

    private static KeyValuePair<string, object?>[] TagsOf(SourceMessage message) => [new("source", message.Source)];

    private static bool IsConfirmed(DashboardStats stats) => !stats.Fallback && stats.Error is null;

    private double? Age(SourceStatus status) => NewestAnswer(status.Source) is { } at ? Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds) : null;

    // The evaluator's messages carry the time of their evidence, and heartbeats that of the newest answer.
    private DateTimeOffset? NewestAnswer(string source) => _values.Latest<SourceMessage>().Where(message => message.Source == source).Max(message => message.ObservedAt);

    private static double? LastDuration(PipelineStatus pipeline) =>
        pipeline.LastStatus is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled && pipeline.LastEndedAt >= pipeline.LastStartedAt
            ? (pipeline.LastEndedAt - pipeline.LastStartedAt)?.TotalSeconds
            : null;

    private IEnumerable<Measurement<double>> FeedsOk() =>
        from status in _values.Latest<SourceStatus>()
        where status.State is not SourceState.Connecting
        from feed in status.Feeds
        select new Measurement<double>(feed.Value.Ok ? 1 : 0, [.. TagsOf(status), new("feed", feed.Key)]);

    private IEnumerable<Measurement<long>> Runs() => _values.Runs().Select(runs =>
        new Measurement<long>(runs.Count, new("source", runs.Source), new("outcome", Name(runs.Outcome))));

    private IEnumerable<Measurement<long>> Problems()
    {
        var open = _values.Latest<Problem>().ToLookup(problem => (problem.Source, problem.Severity));
        return from heartbeat in _values.Latest<SourceEvaluated>()
               from severity in Enum.GetValues<ProblemSeverity>()
               select new Measurement<long>(open[(heartbeat.Source, severity)].Count(), [.. TagsOf(heartbeat), new("severity", Name(severity))]);
    }

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
