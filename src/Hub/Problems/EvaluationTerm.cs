using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// What one evaluator knows and judges during one term. It has no clock of its own: the time comes in, and <see cref="NextDue"/> says when it wants to
/// be called again. Not safe for use by several threads.
/// </summary>
/// <param name="stamp">Orders what is published in this term.</param>
/// <param name="newId">Makes the id of a problem that opens at a time.</param>
/// <param name="report">Is told of a source whose evaluation failed unexpectedly, once for each change of the failure.</param>
internal sealed class EvaluationTerm(MessageStamp stamp, Func<DateTimeOffset, string> newId, Action<string, Exception> report)
{
    /// <summary>How often the heartbeat of <see cref="SourceNames.Monitor"/> is published.</summary>
    public static readonly TimeSpan HeartbeatPace = TimeSpan.FromSeconds(5);

    private readonly EvaluationOutput _output = new(stamp, newId);
    private readonly DueTimes _due = new();
    private readonly Dictionary<string, SourceEvaluation> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<SourceEvaluation> _touched = [];
    private readonly Dictionary<string, SourcePast> _pasts = new(StringComparer.Ordinal);
    private readonly FailedSources _failed = new(report);
    private readonly EvaluationPace _heartbeat = new(HeartbeatPace);
    private DateTimeOffset _latest;
    private bool _hasStarted;

    /// <summary>When something must be looked at again although nothing new is heard; null before the first batch.</summary>
    public DateTimeOffset? NextDue => new[] { _due.Next, _failed.Next, _heartbeat.Next }.Min();

    /// <summary>All open problems, in no order.</summary>
    public IEnumerable<Problem> OpenProblems => _sources.Values.SelectMany(source => source.OpenProblems);

    /// <summary>Takes in a batch of the feed.</summary>
    /// <returns>What is to be published, in the order of a batch; perhaps empty.</returns>
    public IReadOnlyList<SourceMessage> Take(FeedBatch batch, DateTimeOffset now)
    {
        _hasStarted = true;
        if (batch.IsWhole)
        {
            TakeWhole(batch, now);
        }
        else
        {
            TakeChanges(batch, now);
        }

        return Advance(now);
    }

    /// <summary>Takes in what sources did before. It may come at any time, best before the first batch.</summary>
    public void Remember(IEnumerable<SourcePast> pasts, DateTimeOffset now)
    {
        foreach (var past in pasts)
        {
            _pasts[past.Source] = past;
            if (_sources.ContainsKey(past.Source))
            {
                Guard(past.Source, now, (Term: this, past), static (what, now) => what.Term.Touch(what.past.Source, now).Remember(what.past, now));
            }
        }
    }

    /// <summary>The evaluator did not run, or its clock was set: what sources did meanwhile is not known. To be called before what is taken next.</summary>
    /// <param name="since">When it last ran.</param>
    /// <param name="now">The present time.</param>
    public void NoteAbsence(DateTimeOffset since, DateTimeOffset now)
    {
        foreach (var source in _sources.Values)
        {
            source.NoteAbsence(since, now);
            _touched.Add(source);
        }
    }

    /// <summary>Sources that failed and whose time to be tried again has come. Each must be given to <see cref="Retry"/>.</summary>
    public IReadOnlyList<string> TakeRetries(DateTimeOffset now) => _failed.TakeDue(now);

    /// <summary>Starts the evaluation of a source again, from what the feed holds of it.</summary>
    public void Retry(string source, IReadOnlyList<SourceMessage> latest, DateTimeOffset now) => Rebuild(source, latest, now);

    /// <summary>Looks at what has come due.</summary>
    /// <inheritdoc cref="Take"/>
    public IReadOnlyList<SourceMessage> Advance(DateTimeOffset now)
    {
        if (now < _latest)
        {
            // The clock was set back: nothing would come due for as long.
            _touched.UnionWith(_sources.Values);
        }

        _latest = now;
        TouchDue(now);
        foreach (var source in _touched)
        {
            Guard(source.Name, now, source, static (source, now) => source.Evaluate(now));
        }

        _touched.Clear();
        Beat(now);
        return _output.Drain();
    }

    private void TakeWhole(FeedBatch batch, DateTimeOffset now)
    {
        var bySource = batch.Changes.ToLookup(message => message.Source);
        foreach (var name in bySource.Select(messages => messages.Key).Union(_sources.Keys).Where(IsWatched).ToList())
        {
            Rebuild(name, bySource[name], now);
        }
    }

    private void TakeChanges(FeedBatch batch, DateTimeOffset now)
    {
        foreach (var message in batch.Changes)
        {
            if (IsWatched(message.Source) && !MessageDescriptors.Of(message).IsJudgement)
            {
                Guard(message.Source, now, (Term: this, message), static (what, now) => what.Term.Touch(what.message.Source, now).Take(what.message, now));
            }
        }

        foreach (var key in batch.OutOfView)
        {
            if (key is { Kind: MessageKind.Execution, Id: not null })
            {
                Guard(key.Source, now, (Term: this, key), static (what, now) => what.Term.Touch(what.key.Source, now).LeaveView(what.key.Id!));
            }
        }
    }

    private void Rebuild(string name, IEnumerable<SourceMessage> messages, DateTimeOffset now) =>
        Guard(name, now, (Term: this, name, messages), static (what, now) => what.Term.Touch(what.name, now).TakeWhole(what.messages, now));

    // A source whose evaluation fails does not keep the others from being evaluated. Nothing of its half-done evaluation is published.
    private void Guard<T>(string name, DateTimeOffset now, T what, Action<T, DateTimeOffset> step)
    {
        if (_failed.IsWaiting(name))
        {
            return;
        }

        try
        {
            step(what, now);
        }
        catch (Exception exception)
        {
            _sources.Remove(name);
            _due.Forget(name);
            _output.Discard(name);
            _failed.Add(name, exception, now);
        }
    }

    private void TouchDue(DateTimeOffset now)
    {
        while (_due.TryTake(now, out var key))
        {
            var source = Touch(key.Source, now);
            if (key.PipelineId is { } pipeline)
            {
                source.PipelineDue(pipeline);
            }
        }
    }

    private void Beat(DateTimeOffset now)
    {
        if (_hasStarted && _heartbeat.TryTake(now))
        {
            _output.Add(new Heartbeat { Source = SourceNames.Monitor, Epoch = 0, Sequence = 0, ObservedAt = now, EvaluatedAt = now });
        }
    }

    private SourceEvaluation Touch(string name, DateTimeOffset now)
    {
        if (!_sources.TryGetValue(name, out var source))
        {
            _sources.Add(name, source = new SourceEvaluation(name, now, _output, _due));
            if (_pasts.TryGetValue(name, out var past))
            {
                source.Remember(past, now);
            }
        }

        _touched.Add(source);
        return source;
    }

    private static bool IsWatched(string source) => source != SourceNames.Monitor;
}
