using System.Globalization;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>A term of evaluation beside the feed that it reads and writes: the latest value of each key.</summary>
internal sealed class EvaluatedFeed
{
    private readonly Dictionary<MessageKey, SourceMessage> _latest = [];
    private readonly ISourceVisibility? _visibility;
    private EvaluationTerm _term;
    private IReadOnlyList<Rule>? _rules;
    private long _sequence;
    private int _ids;
    private long _epoch = 100;

    public EvaluatedFeed()
        : this(null)
    {
    }

    /// <summary>In one of several processes.</summary>
    public EvaluatedFeed(ISourceVisibility? visibility)
    {
        _visibility = visibility;
        _term = NewTerm();
        Keep(_term.Take(Whole(), Now));
    }

    public DateTimeOffset Now { get; set; } = Given.Now;

    /// <summary>Everything that was published, in order.</summary>
    public List<SourceMessage> Published { get; } = [];

    /// <summary>The failures that were reported, in order.</summary>
    public List<(string Source, Exception Exception)> Failures { get; } = [];

    /// <summary>When failed sources were tried again, in seconds since <see cref="Given.Now"/>.</summary>
    public List<double> Retries { get; } = [];

    /// <summary>How problems changed since they were last taken from here, in order.</summary>
    public List<ProblemChange> Changes { get; } = [];

    /// <summary>The monitor's own parts that report what is wrong with them, from the next term on.</summary>
    public IReadOnlyList<IMonitorConditions> Parts { get; init; } = [];

    public DateTimeOffset? NextDue => _term.NextDue;

    /// <summary>What a source did in a time in which it could not be seen.</summary>
    public UnseenRuns FindUnseen(string source, DateTimeOffset from, DateTimeOffset to) => _term.FindUnseen(source, from, to);

    /// <summary>Carries out what people ask.</summary>
    public EvaluatedFeed Obey(ProblemOrders orders)
    {
        _term.Obey(orders, Now);
        Keep(_term.Advance(Now));
        return this;
    }

    /// <summary>The problems that a subscriber holds, in the order in which they opened.</summary>
    public IReadOnlyList<Problem> Problems => [.. _latest.Values.OfType<Problem>().OrderBy(problem => problem.Id, StringComparer.Ordinal)];

    public IReadOnlyList<PipelineStatus> Pipelines => [.. _latest.Values.OfType<PipelineStatus>().OrderBy(status => status.Id, StringComparer.Ordinal)];

    public IReadOnlyList<Problem> OpenInTerm => [.. _term.OpenProblems];

    public IReadOnlyCollection<SourceMessage> Latest => _latest.Values;

    /// <summary>A source that is live, with what else a test needs, in one batch.</summary>
    public static EvaluatedFeed Live(params SourceMessage[] messages) => new EvaluatedFeed().Take([Given.Status(), .. messages]);

    public Problem Problem(string kind) => Problems.Single(problem => problem.Kind == kind);

    /// <summary>Publishes a batch of a collector and evaluates it.</summary>
    public EvaluatedFeed Take(params SourceMessage[] messages) => Take(new FeedBatch([.. messages.Select(Stamped).OrderBy(message => message.Key.Kind)], []));

    /// <summary>Other rules hold from now on.</summary>
    public EvaluatedFeed Use(IReadOnlyList<Rule> rules)
    {
        _rules = rules;
        _term.Use(rules);
        Keep(_term.Advance(Now));
        return this;
    }

    /// <summary>Why a rule does or does not fire for the source or one of its pipelines.</summary>
    public RuleExplanation Explain(Rule rule, string? pipelineId = null, string source = Given.Source) => _term.Explain(rule, source, pipelineId, Now);

    /// <summary>Runs leave the view because newer ones took their place.</summary>
    public EvaluatedFeed TakeOutOfView(params string[] runs) => Take(new FeedBatch([], [.. runs.Select(run => new MessageKey(Given.Source, MessageKind.Execution, run))]));

    /// <summary>A heartbeat of the daemon at a time, to which the clock advances.</summary>
    public EvaluatedFeed Hear(DateTimeOffset at)
    {
        Now = at;
        return Take(Given.Heartbeat(at));
    }

    /// <summary>The clock advances and nothing is heard.</summary>
    public EvaluatedFeed Advance(DateTimeOffset to)
    {
        while (_term.NextDue is { } due && due <= to)
        {
            Now = due > Now ? due : Now;
            Keep(_term.Advance(Now));
        }

        Now = to;
        Keep(_term.Advance(Now));
        return this;
    }

    /// <summary>The evaluator does not run, or its clock is set, and then it looks at what has come due.</summary>
    public EvaluatedFeed BeAbsent(DateTimeOffset until)
    {
        _term.NoteAbsence(Now, until);
        Now = until;
        Keep(_term.Advance(Now));
        return this;
    }

    /// <summary>The clock advances, and failed sources whose time has come are tried again.</summary>
    public EvaluatedFeed Retry(DateTimeOffset at)
    {
        Now = at;
        foreach (var source in _term.TakeRetries(Now))
        {
            Retries.Add((Now - Given.Now).TotalSeconds);
            _term.Retry(source, [.. _latest.Values.Where(message => message.Source == source)], Now);
        }

        Keep(_term.Advance(Now));
        return this;
    }

    /// <summary>Loses a value in the feed, as a transport that was emptied does.</summary>
    public EvaluatedFeed Lose(MessageKey key)
    {
        _latest.Remove(key);
        return this;
    }

    /// <summary>Puts a value into the feed that the term does not read.</summary>
    public EvaluatedFeed Hold(SourceMessage message)
    {
        _latest[message.Key] = message;
        return this;
    }

    /// <summary>The feed is read again from its whole state.</summary>
    public EvaluatedFeed ReadWhole(params SourceMessage[] messages)
    {
        Apply(new FeedBatch([.. messages.Select(Stamped)], []));
        Keep(_term.Take(Whole(), Now));
        return this;
    }

    /// <summary>The evaluator starts again: a new term reads the whole state.</summary>
    public EvaluatedFeed Restart(params SourceMessage[] messages)
    {
        Apply(new FeedBatch([.. messages.Select(Stamped)], []));
        _term = NewTerm();
        if (_rules is not null)
        {
            _term.Use(_rules);
        }

        Keep(_term.Take(Whole(), Now));
        return this;
    }

    /// <summary>The process starts again: a new term knows the past, and the feed holds what collectors tell from then on.</summary>
    public static EvaluatedFeed After(SourcePast past, params SourceMessage[] messages) => new EvaluatedFeed().Remember(past).Take(messages);

    /// <summary>The past of a source becomes known.</summary>
    public EvaluatedFeed Remember(SourcePast past)
    {
        _term.Remember([past], Now);
        Keep(_term.Advance(Now));
        return this;
    }

    public EvaluatedFeed Take(FeedBatch batch)
    {
        Apply(batch);
        Keep(_term.Take(batch, Now));
        return this;
    }

    private EvaluationTerm NewTerm() => new(new MessageStamp(++_epoch), _ => (++_ids).ToString("d6", CultureInfo.InvariantCulture), (source, exception) => Failures.Add((source, exception)), Parts) { Visibility = _visibility };

    private FeedBatch Whole() => new([.. _latest.Values.OrderBy(message => message.Key.Kind)], []) { IsWhole = true };

    private SourceMessage Stamped(SourceMessage message) => message with { Sequence = ++_sequence };

    private void Keep(IReadOnlyList<SourceMessage> published)
    {
        Published.AddRange(published);
        Changes.AddRange(_term.Changes);
        Apply(FeedBatch.Of(published));
    }

    private void Apply(FeedBatch batch)
    {
        foreach (var message in batch.Changes)
        {
            _latest[message.Key] = message;
        }

        foreach (var key in batch.OutOfView)
        {
            _latest.Remove(key);
        }
    }
}
