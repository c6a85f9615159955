using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Telemetry;

/// <summary>Counts runs that end. Those that had ended when their source was first heard do not count.</summary>
internal sealed class RunCounter
{
    /// <summary>The outcomes, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<ExecutionStatus> Outcomes = [ExecutionStatus.Success, ExecutionStatus.Failed, ExecutionStatus.Cancelled];

    /// <summary>Runs that are remembered as counted, so that one that comes back into view does not count again.</summary>
    private const int MostRemembered = 50_000;

    private readonly Dictionary<(string Source, ExecutionStatus Outcome), long> _counts = [];
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private readonly HashSet<MessageKey> _ended = [];
    private readonly Queue<MessageKey> _oldest = [];

    /// <summary>Counts what ended in a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="before">The values before it.</param>
    public void Apply(FeedBatch batch, IReadOnlyDictionary<MessageKey, SourceMessage> before)
    {
        foreach (var run in batch.Changes.OfType<ExecutionData>().Where(run => Outcomes.Contains(run.Status)))
        {
            var isNew = Remember(run.Key);
            var wasRunning = before.GetValueOrDefault(run.Key) is ExecutionData;
            if (isNew && (wasRunning || _heard.Contains(run.Source)))
            {
                _counts[(run.Source, run.Status)]++;
            }
        }

        foreach (var status in batch.Changes.OfType<SourceStatus>())
        {
            Introduce(status);
        }
    }

    /// <summary>The counts, by source in the order of their first publication.</summary>
    public IReadOnlyList<(string Source, ExecutionStatus Outcome, long Count)> Counts() => [.. _counts.Select(count => (count.Key.Source, count.Key.Outcome, count.Value))];

    private void Introduce(SourceStatus status)
    {
        foreach (var outcome in Outcomes)
        {
            _counts.TryAdd((status.Source, outcome), 0);
        }

        // The runs that it has come with its first answers, so that they are not new.
        if (status.State is SourceState.Live or SourceState.Degraded)
        {
            _heard.Add(status.Source);
        }
    }

    private bool Remember(MessageKey run)
    {
        if (!_ended.Add(run))
        {
            return false;
        }

        _oldest.Enqueue(run);
        if (_oldest.Count > MostRemembered)
        {
            _ended.Remove(_oldest.Dequeue());
        }

        return true;
    }
}
