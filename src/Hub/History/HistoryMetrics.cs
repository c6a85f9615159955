using System.Diagnostics.Metrics;

namespace FlextMonitor.Hub.History;

/// <summary>What history counts of itself, as the meter <c>flextmonitor.history</c>.</summary>
internal sealed class HistoryMetrics
{
    public const string MeterName = "flextmonitor.history";

    private readonly HistoryState _state;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _writes;
    private readonly Counter<long> _purged;
    private readonly Counter<long> _refused;

    public HistoryMetrics(IMeterFactory meters, HistoryState state, TimeProvider time)
    {
        _time = time;
        _state = state;
        var meter = meters.Create(MeterName);
        _writes = meter.CreateHistogram<double>("flextmonitor.history.write.duration", "s", "Time to write what was recorded, all sources together.");
        _purged = meter.CreateCounter<long>("flextmonitor.history.purged", "{row}", "Rows that were kept long enough and deleted.");
        _refused = meter.CreateCounter<long>("flextmonitor.history.refused", "{write}", "Writes that were refused because another process has a newer term.");
        meter.CreateObservableGauge("flextmonitor.history.paused", () => _state.PausedBecause is null ? 0 : 1, null, "1 while history cannot be written, else 0.");
        meter.CreateObservableGauge("flextmonitor.history.size", Size, "By", "How much room the store takes.");
        meter.CreateObservableGauge("flextmonitor.history.age", Age, "s", "How long ago history was last written.");
        meter.CreateObservableGauge("flextmonitor.history.reach", Reach, "s", "How far back history reaches, by kind.");
        meter.CreateObservableGauge("flextmonitor.history.rows", Rows, "{row}", "Rows by kind: the step of a tier in seconds, or runs.");
    }

    public void Written(TimeSpan duration) => _writes.Record(duration.TotalSeconds);

    public void Purged(int rows) => _purged.Add(rows);

    public void Refused() => _refused.Add(1);

    private IEnumerable<Measurement<double>> Age() => _state.WrittenUntil is { } written ? [new Measurement<double>((_time.GetUtcNow() - written).TotalSeconds)] : [];

    private IEnumerable<Measurement<double>> Reach() => _state.Contents is not { } contents ? [] :
    [
        .. contents.Tiers.Where(tier => tier.Oldest is not null).Select(tier => Since(tier.Oldest!.Value, $"{tier.Tier.StepSeconds}s")),
        .. contents.OldestRun is { } run ? [Since(run, "runs")] : Array.Empty<Measurement<double>>(),
    ];

    private Measurement<double> Since(DateTimeOffset oldest, string kind) => new((_time.GetUtcNow() - oldest).TotalSeconds, KeyValuePair.Create<string, object?>("kind", kind));

    private IEnumerable<Measurement<long>> Size() => _state.Contents is { } contents ? [new Measurement<long>(contents.Bytes)] : [];

    private IEnumerable<Measurement<long>> Rows() => _state.Contents is not { } contents ? [] :
    [
        .. contents.Tiers.Select(tier => new Measurement<long>(tier.Rows, KeyValuePair.Create<string, object?>("kind", $"{tier.Tier.StepSeconds}s"))),
        new Measurement<long>(contents.Runs, KeyValuePair.Create<string, object?>("kind", "runs")),
    ];
}
