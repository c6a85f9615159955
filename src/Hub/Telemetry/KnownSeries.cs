using System.Diagnostics.Metrics;

namespace FlextMonitor.Hub.Telemetry;

/// <summary>
/// The series that one gauge has had. OpenTelemetry goes on exporting the last value of a series that is not measured any more, so one whose value is no
/// longer known is measured as NaN. Used by one collection at a time.
/// </summary>
internal sealed class KnownSeries
{
    private readonly HashSet<SeriesLabels> _measured = [];

    /// <summary>The values that are known, and NaN for every series that had one before.</summary>
    public IReadOnlyList<Measurement<double>> Measure(IEnumerable<(SeriesLabels Labels, double? Value)> values)
    {
        lock (_measured)
        {
            var known = new Dictionary<SeriesLabels, double>();
            foreach (var (labels, value) in values)
            {
                if (value is { } number)
                {
                    known[labels] = number;
                }
            }

            _measured.UnionWith(known.Keys);
            return [.. _measured.Select(labels => new Measurement<double>(known.GetValueOrDefault(labels, double.NaN), labels.ToTags()))];
        }
    }
}
