using System.Diagnostics.Metrics;

namespace FlextMonitor.Hub.Problems;

/// <summary>What the evaluator counts of itself, as the meter <c>flextmonitor.evaluator</c>.</summary>
internal sealed class EvaluatorMetrics
{
    public const string MeterName = "flextmonitor.evaluator";

    /// <summary>The defaults are meant for milliseconds; these are seconds, from one change to the whole state of many sources.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.01, 0.1, 1] };

    private readonly Counter<long> _failures;
    private readonly Histogram<double> _evaluations;
    private volatile IReadOnlyDictionary<string, int> _open = new Dictionary<string, int>();

    public EvaluatorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _failures = meter.CreateCounter<long>("flextmonitor.evaluator.failures", "{failure}", "Unexpected failures that restarted the evaluator or its evaluation of one source.");
        _evaluations = meter.CreateHistogram<double>("flextmonitor.evaluator.evaluation.duration", "s", "Time to judge one batch or what came due. Its count is the number of evaluations.", advice: Seconds);
        meter.CreateObservableGauge("flextmonitor.evaluator.problems.open", Open, "{problem}", "Open problems by kind.");
    }

    public void Evaluated(TimeSpan duration) => _evaluations.Record(duration.TotalSeconds);

    /// <summary>Counts further failures; 0 as the evaluator begins, so that the first one can be seen as an increase.</summary>
    public void Failed(int failures = 1) => _failures.Add(failures);

    /// <summary>Notes how many problems are open, by kind.</summary>
    public void NoteOpen(IReadOnlyDictionary<string, int> byKind) => _open = byKind;

    private IEnumerable<Measurement<int>> Open() =>
        _open.Select(entry => new Measurement<int>(entry.Value, new KeyValuePair<string, object?>("kind", entry.Key)));
}
