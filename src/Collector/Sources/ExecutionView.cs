using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Which executions of a daemon are in view, and what of them has changed since it was last published: the newest up to the limit and
/// every running one.
/// </summary>
internal sealed class ExecutionView
{
    /// <summary>
    /// How long an execution stays in view after its end was seen, although the limit is passed: longer than a lagging subscriber may take to hear
    /// of it. Nothing more is sent of an execution out of view, so a subscriber that last heard that it runs would show it running for ever.
    /// </summary>
    public static readonly TimeSpan EndedMemory = TimeSpan.FromSeconds(15);

    /// <summary>How often the daemon may fail to report an execution that is asked for singly before it counts as gone. Some answer UNKNOWN for what they do not have.</summary>
    public const int MostFailures = 3;

    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _progress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionData> _published;
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly int _limit;
    private readonly PipelineListing _pipelines;
    private Dictionary<string, ExecutionData> _known;

    /// <param name="limit">The most finished executions in view.</param>
    /// <param name="pipelines">Knows the pipelines' names.</param>
    /// <param name="published">What was in view in an earlier term: what the daemon no longer has is published as removed.</param>
    public ExecutionView(int limit, PipelineListing pipelines, IReadOnlyList<ExecutionData> published)
    {
        _limit = limit;
        _pipelines = pipelines;
        _known = published.ToDictionary(execution => execution.Id, execution => execution with { Epoch = 0, Sequence = 0 }, StringComparer.Ordinal);
        _published = _known.ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Ids of those that run, newest first; perhaps empty.</summary>
    public IReadOnlyList<string> Running =>
        [.. _known.Values.Where(IsRunning).Order(ExecutionOrder.NewestFirst).Select(execution => execution.Id)];

    /// <summary>The status of an execution in view; null if it is not in view.</summary>
    public ExecutionStatus? StatusOf(string id) => _known.GetValueOrDefault(id)?.Status;

    /// <summary>Takes in the daemon's list.</summary>
    /// <returns>Running ones that have dropped out of it, to be asked for singly.</returns>
    public IReadOnlyList<string> Take(ExecutionList list)
    {
        var known = list.InView.ToDictionary(execution => execution.Id, StringComparer.Ordinal);
        foreach (var missing in _known.Values.Where(execution => !known.ContainsKey(execution.Id)).ToList())
        {
            if (list.FindOther(missing.Id) is { } other)
            {
                known.Add(other.Id, other);
            }
            else if (IsGone(missing, list))
            {
                _gone.Add(missing.Id);
            }
            else
            {
                known.Add(missing.Id, missing);
            }
        }

        foreach (var execution in known.Values)
        {
            NoteEnd(execution, list.ObservedAt);
        }

        _known = known;
        Trim(list.ObservedAt);
        return [.. Running.Where(id => !list.InView.Any(execution => execution.Id == id))];
    }

    /// <summary>Takes in an execution that was asked for singly.</summary>
    public void Found(ExecutionData execution, DateTimeOffset observedAt)
    {
        _failures.Remove(execution.Id);
        if (_known.ContainsKey(execution.Id))
        {
            NoteEnd(execution, observedAt);
            _known[execution.Id] = execution;
            Trim(observedAt);
        }
    }

    /// <summary>The daemon no longer has the execution, or cannot be asked for it.</summary>
    public void Lost(string id)
    {
        _failures.Remove(id);
        if (_known.Remove(id))
        {
            _gone.Add(id);
        }
    }

    /// <summary>The daemon answered with an error when it was asked for an execution singly.</summary>
    public void Failed(string id)
    {
        var failures = _failures.GetValueOrDefault(id) + 1;
        _failures[id] = failures;
        if (failures >= MostFailures)
        {
            Lost(id);
        }
    }

    /// <summary>Takes in the progress of an execution. It is shown only while the daemon's list says that it runs.</summary>
    public void Progressed(string id, double percent) => _progress[id] = percent;

    /// <summary>Nothing reports the progress of an execution any longer: the last report would grow old unnoticed.</summary>
    public void NoLongerFollowed(string id) => _progress.Remove(id);

    /// <summary>The same for all executions.</summary>
    public void NoneFollowed() => _progress.Clear();

    /// <summary>The execution with its pipeline's name (its id if the daemon lists no name), and its progress while it runs.</summary>
    public ExecutionData Complete(ExecutionData execution) => execution with
    {
        PipelineName = _pipelines.NameOf(execution.PipelineId) ?? execution.PipelineId,
        Progress = IsRunning(execution) && _progress.TryGetValue(execution.Id, out var percent) ? percent : null,
    };

    /// <summary>What has changed since this was last called, newest first, removals last, and what left the view because newer executions took its place.</summary>
    public (IReadOnlyList<SourceMessage> Changes, IReadOnlyList<MessageKey> OutOfView) TakeChanges(DateTimeOffset? observedAt)
    {
        var changes = new List<SourceMessage>();
        foreach (var execution in _known.Values.Order(ExecutionOrder.NewestFirst).Select(Complete))
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

    // The list would hold it if the daemon still had it. A full list proves nothing about equal starts and missing ones.
    // If no start is known at all, only the list can say what is newest; a running execution is asked for singly.
    private static bool IsGone(ExecutionData missing, ExecutionList list) =>
        !list.IsFull || (list.Oldest is { } oldest ? missing.StartedAt > oldest.StartedAt : !IsRunning(missing));

    private static bool IsRunning(ExecutionData execution) => execution.Status == ExecutionStatus.Running;

    private static bool HasEnded(ExecutionData execution) => execution.Status is not (ExecutionStatus.Running or ExecutionStatus.Pending);

    private void NoteEnd(ExecutionData execution, DateTimeOffset at)
    {
        if (!HasEnded(execution))
        {
            _ended.Remove(execution.Id);
        }
        else if (_known.TryGetValue(execution.Id, out var before) && !HasEnded(before))
        {
            _ended[execution.Id] = at;
        }
    }

    private void Trim(DateTimeOffset now)
    {
        var inOrder = _known.Values.Order(ExecutionOrder.NewestFirst).ToList();
        var running = inOrder.Skip(_limit).Where(IsRunning).Take(TextLimits.Running);
        var justEnded = inOrder.Skip(_limit).Where(execution => _ended.TryGetValue(execution.Id, out var at) && now - at < EndedMemory);
        _known = inOrder.Take(_limit).Concat(running).Concat(justEnded).ToDictionary(execution => execution.Id, StringComparer.Ordinal);
        Forget(_progress, id => StatusOf(id) != ExecutionStatus.Running);
        Forget(_failures, id => !_known.ContainsKey(id));
        Forget(_ended, id => !_known.ContainsKey(id) || now - _ended[id] >= EndedMemory);
    }

    private static void Forget<T>(Dictionary<string, T> notes, Predicate<string> isPast)
    {
        foreach (var id in notes.Keys.Where(id => isPast(id)).ToList())
        {
            notes.Remove(id);
        }
    }
}
