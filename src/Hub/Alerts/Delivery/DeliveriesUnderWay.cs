using System.Collections.Concurrent;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>The messages that are being sent now: nothing of them can be taken back.</summary>
internal sealed class DeliveriesUnderWay
{
    private readonly ConcurrentDictionary<string, bool> _ids = new(StringComparer.Ordinal);

    public bool Contains(string id) => _ids.ContainsKey(id);

    public void Add(string id) => _ids[id] = true;

    public void Remove(string id) => _ids.TryRemove(id, out _);
}
