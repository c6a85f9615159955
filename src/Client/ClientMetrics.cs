using System.Diagnostics.Metrics;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client;

/// <summary>The client's own metrics: the meter <c>flextmonitor.client</c>.</summary>
internal sealed class ClientMetrics : IDisposable
{
    public const string MeterName = "flextmonitor.client";

    private readonly Meter _meter;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _passedOver;
    private readonly Counter<long> _connects;
    private readonly Histogram<double> _calls;
    private volatile bool _isConnected;

    public ClientMetrics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _messages = _meter.CreateCounter<long>("flextmonitor.client.messages", "{message}", "Messages received from the hub.");
        _unreadable = _meter.CreateCounter<long>("flextmonitor.client.unreadable_messages", "{message}", "Messages from the hub that could not be read.");
        _passedOver = _meter.CreateCounter<long>("flextmonitor.client.passed_over", "{value}", "Values and events that a reader was too slow for.");
        _connects = _meter.CreateCounter<long>("flextmonitor.client.connects", "{attempt}", "Attempts to connect to the hub, by outcome.");
        _calls = _meter.CreateHistogram<double>("flextmonitor.client.call.duration", "s", "Calls to the hub, by name and outcome.");
        _meter.CreateObservableUpDownCounter("flextmonitor.client.connected", () => _isConnected ? 1 : 0, "{connection}", "Whether the client is connected to the hub, 0 or 1.");
    }

    public void Received(MessageKind kind)
    {
        if (_messages.Enabled)
        {
            _messages.Add(1, new KeyValuePair<string, object?>("kind", NameOf(kind)));
        }
    }

    public void Unreadable(string method) => _unreadable.Add(1, new KeyValuePair<string, object?>("rpc.method", method));

    public void PassedOver() => _passedOver.Add(1);

    public void Connected()
    {
        _isConnected = true;
        _connects.Add(1, new KeyValuePair<string, object?>("outcome", "connected"));
    }

    public void NotConnected(bool isRefusal) => _connects.Add(1, new KeyValuePair<string, object?>("outcome", isRefusal ? "refused" : "failed"));

    public void Disconnected() => _isConnected = false;

    public void Called(string name, TimeSpan duration, bool hasSucceeded) => _calls.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("rpc.method", name),
        new KeyValuePair<string, object?>("outcome", hasSucceeded ? "success" : "error"));

    public void Dispose() => _meter.Dispose();

    private static string NameOf(MessageKind kind) => kind switch
    {
        MessageKind.Status => "status",
        MessageKind.Stats => "stats",
        MessageKind.Health => "health",
        MessageKind.Execution => "execution",
        MessageKind.Pipeline => "pipeline",
        MessageKind.Problem => "problem",
        MessageKind.Heartbeat => "heartbeat",
        _ => "other",
    };
}
