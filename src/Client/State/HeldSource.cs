using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>The latest value of each key of one source, as one connection has sent them. <see cref="MonitorState"/> guards it with its lock.</summary>
/// <param name="name">The source's name.</param>
internal sealed class HeldSource(string name)
{
    /// <summary>The most removals that are remembered, so that an older value does not bring back what is gone.</summary>
    private const int MostRemovals = 10_000;

    private readonly Dictionary<MessageKey, SourceMessage> _values = [];
    private readonly SortedSet<ExecutionData> _executions = new(ExecutionOrder.NewestFirst);
    private readonly Queue<MessageKey> _removals = new();
    private IReadOnlyList<ExecutionData>? _executionList;
    private IReadOnlyList<PipelineStatus>? _pipelineList;
    private IReadOnlyList<Problem>? _problemList;
    private (HealthStatus? Health, SourceStatus? Status, Unconfirmed? Why, DaemonHealth View)? _shownHealth;

    public string Name { get; } = name;

    /// <summary>Whether the first state is complete: what is absent does not exist.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>When the source was last heard (UTC, by the collector's clock); null if it never was.</summary>
    public DateTimeOffset? ObservedAt { get; private set; }

    /// <summary>The values that exist, in no particular order.</summary>
    public IEnumerable<SourceMessage> Values => _values.Values.Where(value => !value.IsRemoval);

    /// <summary>The executions in view, newest first. The same list until one changes.</summary>
    public IReadOnlyList<ExecutionData> Executions => _executionList ??= [.. _executions];

    /// <summary>The pipelines, by id in ordinal order. The same list until one changes.</summary>
    public IReadOnlyList<PipelineStatus> Pipelines => _pipelineList ??= [.. All<PipelineStatus>().OrderBy(pipeline => pipeline.Id, StringComparer.Ordinal)];

    /// <summary>The problems, the oldest first. The same list until one changes.</summary>
    public IReadOnlyList<Problem> Problems => _problemList ??= [.. All<Problem>().OrderBy(problem => problem.Since).ThenBy(problem => problem.Id, StringComparer.Ordinal)];

    /// <summary>When the oldest of the runs in view began that have ended, where there may be older ones; null where all are in view, and if that is not known.</summary>
    public DateTimeOffset? OldestInView => Find<SourceStatus>(MessageKind.Status) is { } status && _executions.Count >= status.ExecutionLimit
        ? _executions.Reverse().FirstOrDefault(execution => execution.Status != ExecutionStatus.Running && execution.StartedAt is not null)?.StartedAt
        : null;

    /// <summary>When the daemon started (UTC, to about a second); null if it has not told.</summary>
    public DateTimeOffset? DaemonStart => LastFigures is { ObservedAt: { } observedAt, UptimeSeconds: { } uptime } ? observedAt.AddSeconds(-uptime) : null;

    /// <summary>The newest figures that are no placeholders, of an earlier connection if this one has brought none; null if there were none.</summary>
    public LastFigures? LastFigures { get; private set; }

    /// <summary>The newest health that is no placeholder, likewise; null if there was none.</summary>
    public LastHealth? LastHealth { get; private set; }

    /// <summary>The health for a snapshot. The same object until it changes.</summary>
    public DaemonHealth ShownHealth(Unconfirmed? unconfirmed)
    {
        var health = Find<HealthStatus>(MessageKind.Health);
        var status = Find<SourceStatus>(MessageKind.Status);
        if (_shownHealth is not { } shown || !ReferenceEquals(shown.Health, health) || !ReferenceEquals(shown.Status, status) || shown.Why != unconfirmed)
        {
            _shownHealth = shown = (health, status, unconfirmed, HealthView.Of(this, unconfirmed));
        }

        return shown.View;
    }

    /// <summary>Takes over what was known last on an earlier connection.</summary>
    public void Inherit(HeldSource before)
    {
        LastFigures ??= before.LastFigures;
        LastHealth ??= before.LastHealth;
    }

    public T? Find<T>(MessageKind kind)
        where T : SourceMessage => _values.GetValueOrDefault(new MessageKey(Name, kind)) as T;

    public SourceMessage? Find(MessageKey key) => _values.GetValueOrDefault(key) is { IsRemoval: false } value ? value : null;

    /// <summary>Takes a message unless it is older than what is held for its key.</summary>
    /// <param name="message">Any message about the source.</param>
    /// <param name="outOfView">Receives the executions that newer ones put out of view: the hub sends nothing for that.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Take(SourceMessage message, ICollection<ExecutionData> outOfView)
    {
        ObservedAt = message.ObservedAt > ObservedAt || ObservedAt is null ? message.ObservedAt : ObservedAt;
        IsWhole |= message is Heartbeat;
        var held = _values.GetValueOrDefault(message.Key);
        if (held is not null && !message.IsNewerThan(held))
        {
            return false;
        }

        _values[message.Key] = message;
        LastFigures = State.LastFigures.Of(message as DashboardStats) ?? LastFigures;
        LastHealth = State.LastHealth.Of(message as HealthStatus) ?? LastHealth;
        ForgetLists(message.Key.Kind);
        if (held is ExecutionData former)
        {
            _executions.Remove(former);
        }

        if (message.IsRemoval)
        {
            Remember(message.Key);
        }

        if (message is ExecutionData execution)
        {
            _executions.Add(execution);
        }

        if (message is ExecutionData or SourceStatus)
        {
            Trim(outOfView);
        }

        return true;
    }

    private IEnumerable<T> All<T>()
        where T : SourceMessage => _values.Values.OfType<T>();

    private void ForgetLists(MessageKind kind)
    {
        _executionList = kind is MessageKind.Execution or MessageKind.Status ? null : _executionList;
        _pipelineList = kind == MessageKind.Pipeline ? null : _pipelineList;
        _problemList = kind == MessageKind.Problem ? null : _problemList;
    }

    private void Remember(MessageKey removal)
    {
        _removals.Enqueue(removal);
        if (_removals.Count > MostRemovals && _removals.Dequeue() is var oldest && _values.GetValueOrDefault(oldest) is { IsRemoval: true })
        {
            _values.Remove(oldest);
        }
    }

    private void Trim(ICollection<ExecutionData> outOfView)
    {
        if (Find<SourceStatus>(MessageKind.Status) is not { } status || _executions.Count <= status.ExecutionLimit)
        {
            return;
        }

        foreach (var execution in _executions.Reverse().Take(_executions.Count - status.ExecutionLimit).Where(execution => execution.Status != ExecutionStatus.Running).ToList())
        {
            _executions.Remove(execution);
            _values.Remove(execution.Key);
            outOfView.Add(execution);
        }
    }
}
