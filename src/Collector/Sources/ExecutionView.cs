using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// The executions of a daemon that are in view (the newest up to the limit and all running ones), and which of them have changed since they
/// were last published.
/// </summary>
internal sealed class ExecutionView
{
    /// <summary>
    /// How long an execution stays in view after its end was seen although it is past the limit; longer than a subscriber may lag behind.
    /// Nothing more is sent about an execution out of view, so a subscriber that last received it as running would show it as running for ever.
    /// </summary>
    public static readonly TimeSpan EndedMemory = TimeSpan.FromSeconds(15);

    /// <summary>How often in a row a single request for an execution may fail before the execution counts as gone. Some daemons answer UNKNOWN for an id that they do not have.</summary>
    public const int MaxFailures = 3;

    private readonly Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _progress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExecutionData> _published;
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly int _limit;
    private readonly PipelineListing _pipelines;
    private Dictionary<string, ExecutionData> _known;

    /// <param name="limit">The most finished executions in view.</param>
    /// <param name="pipelines">Provides the pipelines' names.</param>
    /// <param name="published">The executions that were in view in an earlier term. Those that the daemon no longer has are published as removed.</param>
    public ExecutionView(int limit, PipelineListing pipelines, IReadOnlyList<ExecutionData> published)
    {
        _limit = limit;
        _pipelines = pipelines;
        _known = published.ToDictionary(execution => execution.Id, execution => execution with { Epoch = 0, Sequence = 0 }, StringComparer.Ordinal);
        _published = _known.ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Ids of the running executions, newest first; may be empty.</summary>
    public IReadOnlyList<string> Running =>
        [.. _known.Values.Where(IsRunning).Order(ExecutionOrder.NewestFirst).Select(execution => execution.Id)];

    /// <summary>The status of an execution in view; null if it is not in view.</summary>
    public ExecutionStatus? StatusOf(string id) => _known.GetValueOrDefault(id)?.Status;

    /// <summary>Applies the daemon's list.</summary>
    /// <returns>Running executions that are no longer in the list and have to be requested one by one.</returns>
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

    /// <summary>Applies the answer to a request for one execution.</summary>
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

    /// <summary>The daemon no longer has the execution, or does not support requests for one.</summary>
    public void Lost(string id)
    {
        _failures.Remove(id);
        if (_known.Remove(id))
        {
            _gone.Add(id);
        }
    }

    /// <summary>
    /// The daemon has the execution, but its answer cannot be taken. Whether it still runs is unknown from now on, and it is not requested again.
    /// </summary>
    public void Unreadable(string id, string reason, DateTimeOffset observedAt)
    {
        if (_known.TryGetValue(id, out var execution))
        {
            Found(execution with { Status = ExecutionStatus.Unknown, ErrorMessage = $"The status is unknown. {reason}" }, observedAt);
        }
    }

    /// <summary>The daemon returned an error for a single request for the execution.</summary>
    public void Failed(string id)
    {
        var failures = _failures.GetValueOrDefault(id) + 1;
        _failures[id] = failures;
        if (failures >= MaxFailures)
        {
            Lost(id);
        }
    }

    /// <summary>Applies the progress of an execution. It is shown only while the daemon lists the execution as running.</summary>
    public void Progressed(string id, double percent) => _progress[id] = percent;

    /// <summary>Forgets the progress of an execution whose stream has ended, because it would become outdated.</summary>
    public void ClearProgress(string id) => _progress.Remove(id);

    /// <summary>Forgets the progress of all executions.</summary>
    public void ClearProgress() => _progress.Clear();

    /// <summary>Adds the pipeline's name (its id if the daemon lists no name), and the progress if the execution is running.</summary>
    public ExecutionData Complete(ExecutionData execution) => execution with
    {
        PipelineName = _pipelines.NameOf(execution.PipelineId) ?? execution.PipelineId,
        Progress = IsRunning(execution) && _progress.TryGetValue(execution.Id, out var percent) ? percent : null,
    };

    /// <summary>Changes since the last call, newest first and removals last, and the keys of executions that newer ones moved out of view.</summary>
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

    // The list would contain the execution if the daemon still had it. A full list proves nothing about executions with the same start or no start.
    // If no start is known at all, the list alone decides which are newest; a running execution is then requested singly.
    private static bool IsGone(ExecutionData missing, ExecutionList list) =>
        list.IsGapless && (!list.IsFull || (list.Oldest is { } oldest ? missing.StartedAt > oldest.StartedAt : !IsRunning(missing)));

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
