using System.Diagnostics.Metrics;

namespace FlextMonitor.Testing;

/// <summary>Records the measurements of one instrument of one host.</summary>
public sealed class MeasurementRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<double> _values = [];

    /// <param name="host">The host's own factory: other hosts of the process have instruments of the same name.</param>
    /// <param name="instrument">The name of the instrument.</param>
    /// <param name="tag">Only measurements with a tag of this value; null: all.</param>
    public MeasurementRecorder(IMeterFactory host, string instrument, string? tag = null)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && published.Meter.Scope == host)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Keep(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Keep(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Keep(value, tags));
        _listener.Start();

        void Keep(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tag is null || Has(tags, tag))
            {
                lock (_values)
                {
                    _values.Add(value);
                }
            }
        }
    }

    /// <summary>The measurements so far, in order. An observable instrument is measured when this is read.</summary>
    public IReadOnlyList<double> Values
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_values)
            {
                return [.. _values];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static bool Has(ReadOnlySpan<KeyValuePair<string, object?>> tags, string value)
    {
        foreach (var (_, tagged) in tags)
        {
            if (tagged as string == value)
            {
                return true;
            }
        }

        return false;
    }
}
