using System.Diagnostics.Metrics;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>What one instrument of one host has measured since.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<double> _values = [];

    public Measured(IMeterFactory host, string instrument)
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

    /// <summary>Each measurement, in order; an observed instrument is asked now.</summary>
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
