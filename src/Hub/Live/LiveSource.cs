using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>What the live state holds of one daemon. Guarded by the live state.</summary>
/// <param name="name">The daemon's name.</param>
/// <param name="index">Its place among the daemons, by when it was first spoken of.</param>
internal sealed class LiveSource(string name, int index)
{
    private readonly Dictionary<MessageKey, LinkedListNode<LiveEntry>> _entries = [];
    private SourceSnapshot? _snapshot;

    public string Name { get; } = name;

    public int Index { get; } = index;

    public LinkedListNode<LiveEntry>? Find(MessageKey key) => _entries.GetValueOrDefault(key);

    public void Set(LinkedListNode<LiveEntry> entry)
    {
        _entries[entry.Value.Message.Key] = entry;
        _snapshot = null;
    }

    /// <summary>The executions that are in view, in no order.</summary>
    public IEnumerable<MessageKey> ExecutionsInView() => InView().Select(execution => execution.Key);

    /// <summary>What is no longer in view stays for who was told of it; null where there is no such value.</summary>
    public LiveEntry? LeaveView(MessageKey key)
    {
        _snapshot = null;
        var entry = Find(key)?.Value;
        entry?.LeaveView();
        return entry;
    }

    public LinkedListNode<LiveEntry>? Remove(MessageKey key)
    {
        _snapshot = null;
        return _entries.Remove(key, out var entry) ? entry : null;
    }

    /// <summary>Its latest values; made once for each change, however many ask.</summary>
    public SourceSnapshot Snapshot() => _snapshot ??= new SourceSnapshot(
        Latest<SourceStatus>(MessageKind.Status),
        Latest<DashboardStats>(MessageKind.Stats),
        Latest<HealthStatus>(MessageKind.Health),
        [.. InView().Order(ExecutionOrder.NewestFirst)]);

    private IEnumerable<ExecutionData> InView() => _entries.Values.Where(entry => !entry.Value.IsPast).Select(entry => entry.Value.Message).OfType<ExecutionData>();

    private TMessage? Latest<TMessage>(MessageKind kind)
        where TMessage : SourceMessage => Find(new MessageKey(Name, kind))?.Value.Message as TMessage;
}
