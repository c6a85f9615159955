using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>What the live state holds of one source. Guarded by the live state.</summary>
/// <param name="name">The source's name.</param>
/// <param name="index">Its place among the sources, by when it was first published.</param>
internal sealed class LiveSource(string name, int index)
{
    private readonly Dictionary<MessageKey, LinkedListNode<LiveEntry>> _entries = [];
    private SourceSnapshot? _snapshot;
    private (long Epoch, long Sequence) _newest;

    public string Name { get; } = name;

    public int Index { get; } = index;

    /// <summary>When the evaluator last evaluated it (UTC); null before it first has.</summary>
    public DateTimeOffset? EvaluatedAt { get; set; }

    /// <summary>Whether a heartbeat has told subscribers that it was evaluated.</summary>
    public bool HasAnnouncedEvaluation { get; set; }

    public LinkedListNode<LiveEntry>? FindHeartbeat() => Find(new MessageKey(Name, MessageKind.Heartbeat));

    public LinkedListNode<LiveEntry>? Find(MessageKey key) => _entries.GetValueOrDefault(key);

    public void Set(LinkedListNode<LiveEntry> entry)
    {
        _entries[entry.Value.Message.Key] = entry;
        _snapshot = null;
    }

    /// <summary>Notes how far the order of its collector has come. The evaluator has an order of its own.</summary>
    public void NoteOrder(SourceMessage message)
    {
        if (message.Key.Kind is not (MessageKind.Pipeline or MessageKind.Problem or MessageKind.Evaluation))
        {
            var order = (message.Epoch, message.Sequence);
            _newest = order.CompareTo(_newest) > 0 ? order : _newest;
        }
    }

    /// <summary>
    /// The heartbeat at the newest place in its collector's order, so that subscribers take it for newer than the one before. Places are compared
    /// among values of one key only, so another value's place serves. Null if the heartbeat has the newest place already.
    /// </summary>
    public Heartbeat? TryOrderAfter(Heartbeat heartbeat) => _newest.CompareTo((heartbeat.Epoch, heartbeat.Sequence)) > 0
        ? heartbeat with { Epoch = _newest.Epoch, Sequence = _newest.Sequence }
        : null;

    /// <summary>The executions, pipelines and problems in view, in no order.</summary>
    public IEnumerable<MessageKey> InView() => _entries.Where(entry => entry.Key.Id is not null && !entry.Value.Value.IsPast).Select(entry => entry.Key);

    /// <summary>Keeps a value that is no longer in view for subscribers that were told of it; null if there is no such value.</summary>
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
        [.. Executions().Order(ExecutionOrder.NewestFirst)]);

    private IEnumerable<ExecutionData> Executions() => _entries.Values.Where(entry => !entry.Value.IsPast).Select(entry => entry.Value.Message).OfType<ExecutionData>();

    private TMessage? Latest<TMessage>(MessageKind kind)
        where TMessage : SourceMessage => Find(new MessageKey(Name, kind))?.Value.Message as TMessage;
}
