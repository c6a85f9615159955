using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Which executions of a daemon are in view, and what of them has changed since it was last published: the newest up to the limit and
/// every running one.
/// </summary>
internal sealed class ExecutionBook(int limit)
{
    private readonly Dictionary<string, double> _progress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionData> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private Dictionary<string, ExecutionData> _known = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    /// <summary>Ids of those that run, newest first; perhaps empty.</summary>
    public IReadOnlyList<string> Running =>
        [.. _known.Values.Where(IsRunning).Order(ExecutionOrder.NewestFirst).Select(execution => execution.Id)];

    /// <summary>How an execution in view stands; null where it is not in view.</summary>
    public ExecutionStatus? StatusOf(string id) => _known.GetValueOrDefault(id)?.Status;

    /// <summary>Takes in the daemon's list.</summary>
    /// <returns>Running ones that have dropped out of it, to be asked for singly.</returns>
    public IReadOnlyList<string> Take(ExecutionList list)
    {
        var known = list.InView.ToDictionary(execution => execution.Id, StringComparer.Ordinal);
        foreach (var missing in _known.Values.Where(execution => !known.ContainsKey(execution.Id)).ToList())
        {
            if (list.Others.Contains(missing.Id))
            {
                continue;
            }

            if (IsGone(missing, list))
            {
                _gone.Add(missing.Id);
            }
            else
            {
                known.Add(missing.Id, missing);
            }
        }

        _known = known;
        Trim();
        return [.. Running.Where(id => !list.InView.Any(execution => execution.Id == id))];
    }

    /// <summary>Takes in one that was asked for singly.</summary>
    public void Found(ExecutionData execution)
    {
        if (_known.ContainsKey(execution.Id))
        {
            _known[execution.Id] = execution;
            Trim();
        }
    }

    /// <summary>The daemon no longer has it, or cannot be asked for it.</summary>
    public void Lost(string id)
    {
        if (_known.Remove(id))
        {
            _gone.Add(id);
        }
    }

    /// <summary>Takes in how far one is. It is shown only while the daemon's list says that it runs.</summary>
    public void Progressed(string id, double percent) => _progress[id] = percent;

    /// <summary>Takes in the pipelines' names.</summary>
    public void Name(IReadOnlyDictionary<string, string> names) => _names = names;

    /// <summary>The execution with its pipeline's name; the id where there is none.</summary>
    public ExecutionData Named(ExecutionData execution) =>
        execution with { PipelineName = _names.GetValueOrDefault(execution.PipelineId) ?? execution.PipelineId };

    /// <summary>What has changed since this was last called, newest first, removals last, and what left the view because newer ones took its place.</summary>
    public (IReadOnlyList<SourceMessage> Changes, IReadOnlyList<MessageKey> OutOfView) TakeChanges(DateTimeOffset? observedAt)
    {
        var changes = new List<SourceMessage>();
        foreach (var execution in _known.Values.Order(ExecutionOrder.NewestFirst).Select(Shown))
        {
            if (!_published.TryGetValue(execution.Id, out var before) || before with { ObservedAt = execution.ObservedAt } != execution)
            {
                changes.Add(execution with { ObservedAt = observedAt ?? execution.ObservedAt });
                _published[execution.Id] = execution;
            }
        }

        var outOfView = new List<MessageKey>();
        foreach (var left in _published.Values.Where(execution => !_known.ContainsKey(execution.Id)).ToList())
        {
            _published.Remove(left.Id);
            if (_gone.Contains(left.Id))
            {
                changes.Add(new ExecutionRemoved { Source = left.Source, Epoch = 0, Sequence = 0, ObservedAt = observedAt, Id = left.Id });
            }
            else
            {
                outOfView.Add(left.Key);
            }
        }

        _gone.Clear();
        return (changes, outOfView);
    }

    // It would stand in the list if the daemon still had it.
    private static bool IsGone(ExecutionData missing, ExecutionList list) =>
        !list.IsFull || list.Oldest is null || ExecutionOrder.NewestFirst.Compare(missing, list.Oldest) < 0;

    private static bool IsRunning(ExecutionData execution) => execution.Status == ExecutionStatus.Running;

    private void Trim()
    {
        var inOrder = _known.Values.Order(ExecutionOrder.NewestFirst).ToList();
        var running = inOrder.Skip(limit).Where(IsRunning).Take(TextLimits.Running);
        _known = inOrder.Take(limit).Concat(running).ToDictionary(execution => execution.Id, StringComparer.Ordinal);
        foreach (var ended in _progress.Keys.Where(id => StatusOf(id) != ExecutionStatus.Running).ToList())
        {
            _progress.Remove(ended);
        }
    }

    private ExecutionData Shown(ExecutionData execution) => Named(execution) with
    {
        Progress = IsRunning(execution) && _progress.TryGetValue(execution.Id, out var percent) ? percent : null,
    };
}
