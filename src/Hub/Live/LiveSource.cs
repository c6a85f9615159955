using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Live;

/// <summary>The values of one source in the live state, which guards it with its lock.</summary>
/// <param name="name">The source's name.</param>
/// <param name="index">Its index among the sources, in the order of first publication.</param>
internal sealed class LiveSource(string name, int index)
{
    private readonly Dictionary<MessageKey, LinkedListNode<LiveEntry>> _entries = [];
    private SourceSnapshot? _snapshot;
    private (long Epoch, long Sequence) _newest;

    public string Name { get; } = name;

    public int Index { get; } = index;

    /// <summary>When the evaluator last evaluated the source (UTC); null before the first evaluation.</summary>
    public DateTimeOffset? EvaluatedAt { get; set; }

    /// <summary>Whether a heartbeat with an evaluation time has been sent to subscribers.</summary>
    public bool HasAnnouncedEvaluation { get; set; }

    public LinkedListNode<LiveEntry>? FindHeartbeat() => Find(new MessageKey(Name, MessageKind.Heartbeat));

    public LinkedListNode<LiveEntry>? Find(MessageKey key) => _entries.GetValueOrDefault(key);

    public void Set(LinkedListNode<LiveEntry> entry)
    {
        _entries[entry.Value.Message.Key] = entry;
        _snapshot = null;
    }

    /// <summary>Remembers the newest epoch and sequence of the source's collector. The evaluator has an order of its own.</summary>
    public void NoteOrder(SourceMessage message)
    {
        if (!MessageDescriptors.Of(message).IsJudgement)
        {
            var order = (message.Epoch, message.Sequence);
            _newest = order.CompareTo(_newest) > 0 ? order : _newest;
        }
    }

    /// <summary>
    /// The heartbeat with the newest epoch and sequence of its collector, so that subscribers treat it as newer than the previous one. It may share them with
    /// another value, since they are compared among values of one key only. Null if the heartbeat has the newest ones already.
    /// </summary>
    public Heartbeat? TryOrderAfter(Heartbeat heartbeat) => _newest.CompareTo((heartbeat.Epoch, heartbeat.Sequence)) > 0
        ? heartbeat with { Epoch = _newest.Epoch, Sequence = _newest.Sequence }
        : null;

    /// <summary>The executions, pipelines and problems in view, in no particular order.</summary>
    public IEnumerable<MessageKey> InView() => _entries.Where(entry => entry.Key.Id is not null && !entry.Value.Value.IsPast).Select(entry => entry.Key);

    /// <summary>Keeps a value that is no longer in view for subscribers that have received it; null if there is no such value.</summary>
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

    /// <summary>Its latest values. The snapshot is created once after each change.</summary>
    public SourceSnapshot Snapshot() => _snapshot ??= new SourceSnapshot(
        Latest<SourceStatus>(MessageKind.Status),
        Latest<DashboardStats>(MessageKind.Stats),
        Latest<HealthStatus>(MessageKind.Health),
        [.. Executions().Order(ExecutionOrder.NewestFirst)]);

    private IEnumerable<ExecutionData> Executions() => _entries.Values.Where(entry => !entry.Value.IsPast).Select(entry => entry.Value.Message).OfType<ExecutionData>();

    private TMessage? Latest<TMessage>(MessageKind kind)
        where TMessage : SourceMessage => Find(new MessageKey(Name, kind))?.Value.Message as TMessage;
}
