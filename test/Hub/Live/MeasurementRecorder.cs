using System.Diagnostics.Metrics;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Records the measurements of one instrument of one host.</summary>
internal sealed class MeasurementRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<double> _values = [];

    public MeasurementRecorder(IMeterFactory host, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && published.Meter.Scope == host)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Keep(value));
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => Keep(value));
        _listener.SetMeasurementEventCallback<double>((_, value, _, _) => Keep(value));
        _listener.Start();
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

    public void Dispose() => _listener.Dispose();

    private void Keep(double value)
    {
        lock (_values)
        {
            _values.Add(value);
        }
    }
}
