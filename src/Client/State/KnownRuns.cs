using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>
/// The runs that were seen, so that the end of each is told once: not again after a reconnect, and not if a run that had left the view returns to it.
/// <see cref="MonitorState"/> guards it with its lock.
/// </summary>
internal sealed class KnownRuns
{
    /// <summary>The most runs that are remembered, over all sources; those that were seen longest ago are forgotten.</summary>
    public const int Most = 20_000;

    /// <summary>How far two estimates of one start of a daemon may be apart: it tells whole seconds, and its answer takes time.</summary>
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(10);

    private readonly Dictionary<MessageKey, LinkedListNode<Seen>> _seen = [];
    private readonly LinkedList<Seen> _order = new();
    private readonly Dictionary<string, DateTimeOffset> _edges = new(StringComparer.Ordinal);

    /// <summary>Remembers a run, and returns whether it has ended and nobody was told so yet.</summary>
    /// <param name="run">The run as it is now.</param>
    /// <param name="daemonStart">When its daemon started, as far as is known: ids may be used again after that.</param>
    public bool IsNewEnd(ExecutionData run, DateTimeOffset? daemonStart)
    {
        var before = _seen.TryGetValue(run.Key, out var node) && IsSame(node.Value, run, daemonStart) ? node.Value : null;
        var hasEnded = run.Status is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;
        if (!hasEnded && before is { HasEnded: true } && !(run.ObservedAt > before.ObservedAt))
        {
            // A hub that lags behind the one before. A later answer of the daemon means that the run goes on.
            return false;
        }

        Remember(node, new Seen(run.Key, run.StartedAt, run.FinishedAt, daemonStart, run.ObservedAt, hasEnded));
        return hasEnded && (before is null ? !IsOutOfView(run) : !before.HasEnded);
    }

    /// <summary>Notes that the runs of a source that began before a time have been out of view. One that comes into view later is old, and its end no news.</summary>
    public void NoteEdge(string source, DateTimeOffset? oldestInView)
    {
        if (oldestInView is { } edge && (!_edges.TryGetValue(source, out var former) || edge > former))
        {
            _edges[source] = edge;
        }
    }

    private static bool IsSame(Seen before, ExecutionData run, DateTimeOffset? daemonStart) => (before, run) switch
    {
        ({ StartedAt: { } first }, { StartedAt: { } second }) => first == second,
        ({ FinishedAt: { } first }, { FinishedAt: { } second }) => first == second,
        _ => before.DaemonStart is not { } started || daemonStart is not { } startedNow || (started - startedNow).Duration() <= StartTolerance,
    };

    private bool IsOutOfView(ExecutionData run) => _edges.TryGetValue(run.Source, out var edge) && run.StartedAt < edge;

    private void Remember(LinkedListNode<Seen>? node, Seen seen)
    {
        if (node is not null)
        {
            node.Value = seen;
            _order.Remove(node);
            _order.AddLast(node);
            return;
        }

        _seen.Add(seen.Key, _order.AddLast(seen));
        if (_seen.Count > Most)
        {
            _seen.Remove(_order.First!.Value.Key);
            _order.RemoveFirst();
        }
    }

    private sealed record Seen(MessageKey Key, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, DateTimeOffset? DaemonStart, DateTimeOffset? ObservedAt, bool HasEnded);
}
