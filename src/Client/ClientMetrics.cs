using System.Diagnostics.Metrics;

namespace FlextMonitor.Client;

/// <summary>The client's own metrics: the meter <c>flextmonitor.client</c>.</summary>
internal sealed class ClientMetrics : IDisposable
{
    public const string MeterName = "flextmonitor.client";

    private readonly Meter _meter;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _connects;

    public ClientMetrics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _messages = _meter.CreateCounter<long>("flextmonitor.client.messages", "{message}", "Messages received from the hub.");
        _connects = _meter.CreateCounter<long>("flextmonitor.client.connects", "{attempt}", "Attempts to connect to the hub.");
    }

    public void Received() => _messages.Add(1);

    public void Connecting() => _connects.Add(1);

    public void Dispose() => _meter.Dispose();
}
