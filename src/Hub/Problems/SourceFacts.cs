using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>What is known of one source from the feed, and how far it can be trusted. Judges nothing and knows no clock.</summary>
/// <param name="name">The source's name.</param>
/// <param name="knownSince">When it was first heard of: what came before is not known.</param>
internal sealed class SourceFacts(string name, DateTimeOffset knownSince)
{
    /// <summary>How far ahead of the clock an observation may lie before it counts as made before the clock was set back.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, PipelineDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTimeOffset At, string Name)> _vanished = new(StringComparer.Ordinal);
    private KnownRuns? _runs;
    private DateTimeOffset? _runsObservedAt;
    private DateTimeOffset? _healthObservedAt;
    private DateTimeOffset? _watchedSince;
    private bool _mayHaveLostRuns;

    public string Name => name;

    public SourceStatus? Status { get; private set; }

    public HealthStatus? Health { get; private set; }

    public DashboardStats? Stats { get; private set; }

    /// <summary>The rules by which the source is judged.</summary>
    public SourceRules Rules { get; set; } = RuleSet.BuiltIn.Of(name);

    /// <summary>How long another process may need to take over from the collector of the source, so that its silence says nothing yet.</summary>
    public TimeSpan TakeoverTime { get; init; }

    /// <summary>Since when no news of the source can come; null if they can.</summary>
    public DateTimeOffset? HiddenSince { get; set; }

    /// <summary>When its runs could not be seen.</summary>
    public UnseenTime UnseenRuns { get; } = new();

    /// <summary>The newest observation; null if the daemon was never heard.</summary>
    public DateTimeOffset? ObservedAt { get; private set; }

    public KnownRuns Runs => _runs ??= new KnownRuns(ChangedPipelines);

    public Movements Movements { get; } = new();

    public ComponentChanges Components { get; } = new();

    /// <summary>Ids of pipelines of which something changed since they were last judged. The judging code clears it.</summary>
    public HashSet<string> ChangedPipelines { get; } = new(StringComparer.Ordinal);

    public PipelineDefinition? DefinitionOf(string pipelineId) => _definitions.GetValueOrDefault(pipelineId);

    /// <summary>When the daemon stopped listing a pipeline, and what its name was; null if it lists it, or never listed it.</summary>
    public (DateTimeOffset At, string Name)? VanishedOf(string pipelineId) => _vanished.TryGetValue(pipelineId, out var vanished) ? vanished : null;

    /// <summary>Takes in one message of the source's collector; its evaluator's are ignored.</summary>
    public void Take(SourceMessage message, DateTimeOffset now)
    {
        if (message.Key.Kind is MessageKind.Pipeline or MessageKind.Problem or MessageKind.Evaluation)
        {
            return;
        }

        TakeValue(message);
        NoteObserved(message.ObservedAt, now);
    }

    public void LeaveView(string runId)
    {
        Runs.LeaveView(runId);
        Movements.Forget(runId);
    }

    /// <summary>The whole state follows: what it lacks has no value.</summary>
    public void BeginWhole()
    {
        Status = null;
        Health = null;
        Stats = null;
        Runs.BeginWhole();
        ChangedPipelines.UnionWith(_definitions.Keys);
        _definitions.Clear();
        _mayHaveLostRuns = true;
    }

    /// <summary>Takes in the runs that history knows.</summary>
    public void Remember(SourcePast past)
    {
        Runs.Remember(past.Runs, past.Gone);
        Settle();
    }

    /// <summary>A batch has been taken in. It holds a status together with the runs that the daemon reports from then on.</summary>
    public void Settle()
    {
        Runs.Settle(TellsRuns);
        if (_mayHaveLostRuns && TellsRuns)
        {
            _mayHaveLostRuns = false;
            Movements.KeepOnly(Runs.IsInView);
        }
    }

    /// <summary>How long observations may be trusted: 3 intervals, at least 5 s.</summary>
    public static TimeSpan StaleAfter(double intervalSeconds) => TimeSpan.FromSeconds(Math.Max(3 * intervalSeconds, 5));

    /// <summary>
    /// The newest observation, or the end of the evaluator's own absence if nothing was heard since: only silence that was watched counts.
    /// Null if the daemon was never heard.
    /// </summary>
    public DateTimeOffset? SilentSince => ObservedAt is { } observedAt ? Later(observedAt, _watchedSince) : null;

    /// <summary>Whether the source may have fallen silent before <see cref="SilentSince"/>.</summary>
    public bool IsSilentAtLeast => SilentSince > ObservedAt;

    /// <summary>The evaluator was absent. A source that was silent already stays so.</summary>
    public void NoteAbsence(DateTimeOffset since, DateTimeOffset now) =>
        _watchedSince = since > SilentFrom() ? _watchedSince : now;

    /// <summary>Until when the newest observation may be trusted; null for a source that need not be answering.</summary>
    public DateTimeOffset? FreshUntil() =>
        IsAnswering ? SilentSince?.After(StaleAfter(Status!.IntervalSeconds)) : null;

    /// <summary>From when on it is the source that is silent, and not the one that collects from it; null for a source that need not be answering.</summary>
    public DateTimeOffset? SilentFrom() => FreshUntil()?.After(TakeoverTime);

    public SourceStanding StandingAt(DateTimeOffset now) => Status?.State switch
    {
        _ when HiddenSince is not null => SourceStanding.Unknown,
        SourceState.Down => SourceStanding.Down,
        SourceState.Live or SourceState.Degraded when now > SilentFrom() => SourceStanding.Stale,
        SourceState.Live or SourceState.Degraded when now > FreshUntil() => SourceStanding.Unknown,
        SourceState.Live => SourceStanding.Live,
        SourceState.Degraded => SourceStanding.Degraded,
        _ => SourceStanding.Unknown,
    };

    /// <summary>Whether a feed (<see cref="FeedNames"/>) is confirmed now.</summary>
    public bool IsConfirmed(string feed, DateTimeOffset now) => HiddenSince is null && IsAnswering && IsOk(feed) && !(now > FreshUntil());

    /// <summary>Until when what a feed reported is known: that nobody hears of a run makes it neither longer nor stuck.</summary>
    public DateTimeOffset ConfirmedUntil(string feed, DateTimeOffset now)
    {
        if (IsConfirmed(feed, now) || Status is null)
        {
            return now;
        }

        // Before it was degraded every feed answered, and this one may have answered for long after that.
        var isUntold = Status.State == SourceState.Degraded && !IsOk(feed);
        var until = isUntold ? Later(Status.Since, LastTold(feed)) : ObservedAt;
        return until < now ? until.Value : now;
    }

    private bool IsAnswering => Status?.State is SourceState.Live or SourceState.Degraded;

    private DateTimeOffset? LastTold(string feed) => feed switch
    {
        FeedNames.Health => _healthObservedAt,
        FeedNames.Stats => Stats?.ObservedAt,
        _ => _runsObservedAt,
    };

    private bool TellsRuns => IsAnswering && IsOk(FeedNames.Executions);

    private bool IsOk(string feed) => Status is not null && Status.Feeds.TryGetValue(feed, out var status) && status.Ok;

    private void TakeValue(SourceMessage message)
    {
        switch (message)
        {
            case SourceStatus status:
                Status = Newer(Status, status);
                Runs.SetLimit(Status.ExecutionLimit);
                break;
            case DashboardStats stats:
                Stats = Newer(Stats, stats);
                break;
            case HealthStatus health:
                TakeHealth(health);
                break;
            case ExecutionData run when Runs.Take(run):
                Movements.Take(run, run.ObservedAt ?? knownSince);
                break;
            case ExecutionRemoved removed:
                Runs.Remove(removed.Id);
                Movements.Forget(removed.Id);
                break;
            case PipelineDefinition definition:
                _definitions[definition.Id] = definition;
                _vanished.Remove(definition.Id);
                ChangedPipelines.Add(definition.Id);
                break;
            case PipelineDefinitionRemoved removed:
                NoteVanished(removed);
                break;
        }
    }

    private void NoteVanished(PipelineDefinitionRemoved removed)
    {
        if (_definitions.Remove(removed.Id, out var listed))
        {
            _vanished[removed.Id] = (removed.ObservedAt ?? knownSince, listed.Name);
        }

        ChangedPipelines.Add(removed.Id);
    }

    private void TakeHealth(HealthStatus health)
    {
        Health = Newer(Health, health);
        if (!Health.Fallback)
        {
            Components.Take(Health, Health.ObservedAt ?? knownSince);
        }
    }

    private void NoteObserved(DateTimeOffset? observedAt, DateTimeOffset now)
    {
        // An observation that lies ahead would keep the source fresh until its time comes.
        var isAhead = ObservedAt > now + ClockSlack;
        if (observedAt is null || (observedAt <= ObservedAt && !isAhead))
        {
            return;
        }

        ObservedAt = observedAt;
        _runsObservedAt = TellsRuns ? observedAt : _runsObservedAt;
        _healthObservedAt = IsAnswering && IsOk(FeedNames.Health) ? observedAt : _healthObservedAt;
    }

    private static TMessage Newer<TMessage>(TMessage? held, TMessage message)
        where TMessage : SourceMessage => held is null || message.IsNewerThan(held) ? message : held;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
