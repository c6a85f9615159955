using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>
/// What one evaluator knows and judges during one term. It has no clock of its own: the time comes in, and <see cref="NextDue"/> says when it wants to
/// be called again. Not safe for use by several threads.
/// </summary>
internal sealed partial class EvaluationTerm
{
    /// <summary>How often the heartbeat of <see cref="SourceNames.Monitor"/> is published.</summary>
    public static readonly TimeSpan HeartbeatPace = TimeSpan.FromSeconds(5);

    private readonly EvaluationOutput _output;
    private readonly DueTimes _due = new();
    private readonly Dictionary<string, SourceEvaluation> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<SourceEvaluation> _touched = [];
    private readonly Dictionary<string, SourcePast> _pasts = new(StringComparer.Ordinal);
    private readonly ProblemLedger _ledger = new();
    private readonly Amendments _amendments;
    private readonly FailedSources _failed;
    private readonly EvaluationPace _heartbeat = new(HeartbeatPace);
    private readonly MonitorProblems _ofMonitor;
    private OwnNetworkDetector? _network;
    private RuleSet _rules = RuleSet.BuiltIn;
    private SourceRules _rulesOfMonitor = RuleSet.BuiltIn.Of(SourceNames.Monitor);
    private DateTimeOffset _latest;
    private bool _hasStarted;

    /// <param name="stamp">Orders what is published in this term.</param>
    /// <param name="newId">Makes the id of a problem that opens at a time.</param>
    /// <param name="report">Is told of a source whose evaluation failed unexpectedly, once for each change of the failure.</param>
    /// <param name="parts">The monitor's own parts that report what is wrong with them.</param>
    public EvaluationTerm(MessageStamp stamp, Func<DateTimeOffset, string> newId, Action<string, Exception> report, IReadOnlyList<IMonitorConditions>? parts = null)
    {
        _output = new EvaluationOutput(stamp, newId);
        _ofMonitor = new MonitorProblems(_output, parts ?? []);
        _failed = new FailedSources(report);
        _amendments = new Amendments(_output, _ledger, amend => Amend(amend, _latest), () => OpenProblems);
    }

    /// <summary>When something must be looked at again although nothing new is heard; null before the first batch.</summary>
    public DateTimeOffset? NextDue => new[] { _due.Next, _failed.Next, _heartbeat.Next, _amendments.NextChange, _ofMonitor.Due }.Min();

    /// <summary>Whether a source is in the settings; null if only the feed tells what is watched.</summary>
    public Predicate<string>? IsConfigured { get; init; }

    /// <summary>Which sources can be seen; null if all always can.</summary>
    public ISourceVisibility? Visibility { get; init; }

    /// <summary>The term's epoch.</summary>
    public long Epoch => _output.Epoch;

    /// <summary>How the last evaluation changed problems, at most one change of each. They are to be stored before what it returned is published.</summary>
    public IReadOnlyList<ProblemChange> Changes { get; private set; } = [];

    /// <summary>All open problems, in no order.</summary>
    public IEnumerable<Problem> OpenProblems => _sources.Values.SelectMany(source => source.OpenProblems).Concat(Network.Episodes.Open).Concat(_ofMonitor.Open);

    private OwnNetworkDetector Network => _network ??= new OwnNetworkDetector(_output);

    /// <summary>Goes on with the problems that are stored. To be called before the first batch.</summary>
    public void Resume(IReadOnlyList<Problem> open, DateTimeOffset now)
    {
        _ledger.Restore(open);
        foreach (var source in open.Select(problem => problem.Source).Where(IsWatched).Distinct())
        {
            Touch(source, now);
        }
    }

    /// <summary>Carries out what people ask. It takes effect at the next evaluation.</summary>
    public void Obey(ProblemOrders orders, DateTimeOffset now) => _amendments.Obey(orders, now);

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

    /// <summary>Evaluates by other rules from now on. All sources are judged again by the next <see cref="Advance"/>.</summary>
    public void Use(IReadOnlyList<Rule> rules)
    {
        _rules = new RuleSet(rules);
        _rulesOfMonitor = _rules.Of(SourceNames.Monitor);
        foreach (var source in _sources.Values)
        {
            source.Use(_rules);
            _touched.Add(source);
        }
    }

    /// <summary>Why a rule does or does not fire now.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="pipelineId">The pipeline; null for the source itself.</param>
    /// <param name="now">The present time.</param>
    public RuleExplanation Explain(Rule rule, string source, string? pipelineId, DateTimeOffset now) =>
        _sources.TryGetValue(source, out var found) ? found.Explain(rule, pipelineId, now) : new RuleExplanation(null, [RuleReasons.UnknownSource(source)]);

    /// <summary>What a source did in a time in which it could not be seen, as far as it tells that now.</summary>
    public UnseenRuns FindUnseen(string source, DateTimeOffset from, DateTimeOffset to) => _sources.TryGetValue(source, out var found) ? found.FindUnseen(from, to) : new UnseenRuns([], []);

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
        var isSetBack = now < _latest;
        _latest = now;
        if (isSetBack)
        {
            // Nothing would come due for as long.
            _touched.UnionWith(_sources.Values);
        }

        if (isSetBack || now >= _amendments.NextChange)
        {
            _amendments.Advance(now);
        }

        TouchDue(now);
        foreach (var source in _touched)
        {
            Guard(source.Name, now, source, static (source, now) => source.Evaluate(now));
        }

        JudgeNetwork(now);
        JudgeMonitor(now);
        _touched.Clear();
        Beat(now);
        var messages = _output.Drain();
        Changes = _ledger.Take(messages, now);
        return messages;
    }

    private void JudgeNetwork(DateTimeOffset now)
    {
        // Sources of which nothing changed are as they were.
        var changed = _touched.Count == 0 ? [] : Network.Judge(_sources.Values, _rulesOfMonitor, now);
        foreach (var source in changed)
        {
            Guard(source.Name, now, source, static (source, now) => source.Evaluate(now));
        }
    }

    // Before the first whole batch it is not known what an earlier term published.
    private void JudgeMonitor(DateTimeOffset now)
    {
        if (_hasStarted)
        {
            _ofMonitor.Judge(_rulesOfMonitor, now);
        }
    }

    private void Amend(Func<Problem, Problem> amend, DateTimeOffset now)
    {
        foreach (var source in _sources.Values.ToList())
        {
            Guard(source.Name, now, (source, amend), static (what, _) => what.source.Amend(what.amend));
        }

        Network.Episodes.Amend(amend);
        _ofMonitor.Amend(amend);
    }

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
            _sources.Add(name, source = new SourceEvaluation(name, now, _output, _due, Visibility));
            source.Use(_rules);
            if (_pasts.TryGetValue(name, out var past))
            {
                source.Remember(past, now);
            }

            source.Resume(_ledger.IsStored ? _ledger.Of(name) : [], now);
        }

        _touched.Add(source);
        return source;
    }

    private static bool IsWatched(string source) => source != SourceNames.Monitor;
}
