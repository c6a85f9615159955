using FlextMonitor.Client.Watching;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Tells readers what changed, and once what happened. <see cref="MonitorState"/> guards it with its lock.</summary>
/// <param name="readers">Who is told.</param>
/// <param name="clock">The hub's clock.</param>
/// <param name="onChange">Called with each change.</param>
internal sealed class StateNews(StateReaders readers, HubClock clock, Action onChange)
{
    /// <summary>A busy daemon may give no reason for a heartbeat: how long after it was first heard its first answers are all there.</summary>
    private static readonly TimeSpan FirstAnswers = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _isKnown = new(StringComparer.Ordinal);
    private readonly KnownRuns _runs = new();
    private readonly KnownProblems _problems = new();

    /// <summary>The problems of a source that were open on an earlier connection, and that nobody has judged on this one; the oldest first.</summary>
    public IReadOnlyList<Problem> UnjudgedProblems(string source) => _problems.Of(source);

    /// <summary>Tells what a message changed.</summary>
    /// <param name="source">Its source, which has taken it.</param>
    /// <param name="message">The message. A run that has ended may be out of view by it.</param>
    /// <param name="before">What was held of its key; null if there was nothing.</param>
    public void Tell(HeldSource source, SourceMessage message, SourceMessage? before)
    {
        var now = message.IsRemoval ? null : message;
        Tell(source, message.Key, before ?? _problems.Take(message.Key), now, now is null ? message : null);
        if (now is Heartbeat)
        {
            TellResolved(source);
        }

        NoteWhetherKnown(source, now is Heartbeat);
    }

    /// <summary>Tells that newer runs put these out of view: the hub sends nothing for that.</summary>
    public void TellOutOfView(HeldSource source, IReadOnlyCollection<ExecutionData> executions)
    {
        foreach (var execution in executions)
        {
            Tell(source, execution.Key, execution, null, null);
        }

        if (executions.Count > 0)
        {
            _runs.NoteEdge(source.Name, source.OldestInView);
        }
    }

    /// <summary>Tells how the first state of a source differs from what was known before.</summary>
    public void TellDifferences(HeldSource before, HeldSource now)
    {
        // What ended first is told first.
        foreach (var value in now.Values.OrderBy(value => (value as ExecutionData)?.FinishedAt))
        {
            Tell(now, value.Key, before.Find(value.Key) ?? _problems.Take(value.Key), value, null);
        }

        foreach (var gone in before.Values.Where(value => now.Find(value.Key) is null))
        {
            TellGone(now, gone);
        }

        TellResolved(now);
        _runs.NoteEdge(now.Name, now.OldestInView);
        NoteWhetherKnown(now, isHeartbeat: true);
    }

    /// <summary>Tells that a source does not exist any more. Whether its problems are over, nobody says.</summary>
    public void TellGone(HeldSource source)
    {
        _isKnown.Remove(source.Name);
        foreach (var gone in source.Values)
        {
            if (gone is Problem problem)
            {
                _problems.Keep(problem);
            }

            onChange();
            readers.Tell(gone.Key, null, null);
        }
    }

    private void TellGone(HeldSource now, SourceMessage gone)
    {
        if (gone is Problem problem)
        {
            _problems.Keep(problem);
        }
        else
        {
            Tell(now, gone.Key, gone, null, null);
        }
    }

    // Once the source was evaluated on this connection, a problem that was not sent is over.
    private void TellResolved(HeldSource source)
    {
        if (source.Find<Heartbeat>(MessageKind.Heartbeat) is not { EvaluatedAt: not null })
        {
            return;
        }

        foreach (var problem in _problems.Of(source.Name))
        {
            _problems.Take(problem.Key);
            Tell(source, problem.Key, problem, null, null);
        }
    }

    // Until a daemon was heard, and its first answers had the time to arrive, nothing of it is news.
    private void NoteWhetherKnown(HeldSource source, bool isHeartbeat)
    {
        if (_isKnown.Contains(source.Name))
        {
            return;
        }

        var isHeard = source.Name == SourceNames.Monitor
            || (source.Find<SourceStatus>(MessageKind.Status) is { ObservedAt: not null, State: not SourceState.Connecting } status && (isHeartbeat || clock.Now - status.Since > FirstAnswers));
        if (isHeard)
        {
            _isKnown.Add(source.Name);
        }
    }

    private void Tell(HeldSource source, MessageKey key, SourceMessage? before, SourceMessage? now, SourceMessage? removal)
    {
        if ((before is null && now is null) || (before is not null && now is not null && before.HasSameStampAs(now)))
        {
            return;
        }

        onChange();
        readers.Tell(key, now, removal);
        if (EventOf(source, before, now, removal) is { } happened && readers.WantEvents)
        {
            readers.Tell(happened);
        }
    }

    private MonitorEvent? EventOf(HeldSource source, SourceMessage? before, SourceMessage? now, SourceMessage? removal) => (before, now) switch
    {
        (_, ExecutionData run) => _runs.IsNewEnd(run, source.DaemonStart) && _isKnown.Contains(run.Source) ? new MonitorEvent.RunEnded(run) : null,
        (null, Problem opened) => _isKnown.Contains(opened.Source) ? new MonitorEvent.ProblemOpened(opened) : null,
        (Problem over, null) => new MonitorEvent.ProblemEnded(over, (removal as ProblemResolved)?.ResolvedAt),
        _ => null,
    };
}
