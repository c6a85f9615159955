using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>The runs whose end is known, so that one that leaves the view and returns is not told again. <see cref="MonitorState"/> guards it with its lock.</summary>
internal sealed class EndedRuns
{
    /// <summary>The most runs that are remembered, over all sources; the oldest are forgotten.</summary>
    public const int Most = 20_000;

    private readonly HashSet<MessageKey> _known = [];
    private readonly Queue<MessageKey> _order = new();

    /// <summary>Whether a value of a run is not the end that is known already. Remembers it if it is an end.</summary>
    public bool IsNews(ExecutionData execution)
    {
        if (execution.Status is not (ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled))
        {
            // A daemon may use the id again.
            _known.Remove(execution.Key);
            return true;
        }

        if (!_known.Add(execution.Key))
        {
            return false;
        }

        _order.Enqueue(execution.Key);
        if (_order.Count > Most)
        {
            _known.Remove(_order.Dequeue());
        }

        return true;
    }
}
