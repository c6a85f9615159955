using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Decides the state of a source from the outcomes of its feeds. Knows nothing of calls, clocks or messages.</summary>
internal sealed class SourceTracker
{
    /// <summary>How long the first answers may be apart; GetSystemStats takes just over a second where health answers at once.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan LongestUnsuspected = TimeSpan.FromSeconds(2);

    /// <summary>How much too early a timer may seem to fire: clocks are read in milliseconds and may be adjusted.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromMilliseconds(100);

    private readonly FeedOutcome?[] _feeds = new FeedOutcome?[FeedKinds.All.Count];
    private DateTimeOffset? _firstAnswer;
    private SourceState? _resumed;

    /// <param name="startedAt">When the term began.</param>
    /// <param name="previous">What the source last published in an earlier term; null if nothing. A state that goes on keeps its beginning.</param>
    public SourceTracker(DateTimeOffset startedAt, SourceStatus? previous = null)
    {
        _resumed = previous?.State;
        Since = previous?.Since ?? startedAt;
        LastHeardAt = previous?.ObservedAt;
        LastLiveAt = previous?.LastLiveAt;
    }

    public SourceState State { get; private set; } = SourceState.Connecting;

    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset? LastHeardAt { get; private set; }

    public DateTimeOffset? LastLiveAt { get; private set; }

    /// <summary>Why the source is down; null in every other state.</summary>
    public string? DownCause { get; private set; }

    /// <summary>What the transport reported, for the log; null if <see cref="DownCause"/> says it.</summary>
    public string? TransportCause { get; private set; }

    /// <summary>How often the source was found down; the connection is replaced each time.</summary>
    public int Falls { get; private set; }

    /// <summary>Whether the feeds are at their usual pace, neither trying to reach the daemon nor waiting for the first answers.</summary>
    public bool IsSettled => State is SourceState.Live or SourceState.Degraded;

    /// <summary>A feed's last outcome since the source was last down; null before the first.</summary>
    public FeedOutcome? Of(FeedKind feed) => _feeds[(int)feed];

    /// <summary>After how long without an answer the other feeds are asked too.</summary>
    public static TimeSpan SuspicionOf(TimeSpan deadline) => TimeSpan.FromTicks(Math.Min(LongestUnsuspected.Ticks, deadline.Ticks / 2));

    /// <summary>Takes in the outcome of a sample.</summary>
    public void Record(FeedOutcome outcome)
    {
        _feeds[(int)outcome.Feed] = outcome;
        if (outcome.Failure is null or { Kind: FailureKind.Answered })
        {
            LastHeardAt = outcome.At;
            _firstAnswer ??= outcome.At;
        }

        if (Fall() is { } cause)
        {
            GoDown(cause.Text, outcome.At, cause.Cause);
        }
        else if (IsSettled ? !IsSilenceSuspected() : HasSettled(outcome.At))
        {
            Settle(outcome.At);
        }
    }

    /// <summary>Declares the source down, also for a reason that no call reported.</summary>
    public void GoDown(string cause, DateTimeOffset at, string? transportCause = null)
    {
        Enter(SourceState.Down, at);
        DownCause = cause;
        TransportCause = transportCause;
        Falls++;
        _firstAnswer = null;
        Array.Clear(_feeds);
    }

    private CallFailure? Fall()
    {
        var failures = _feeds.Select(feed => feed?.Failure).ToList();
        if (failures.Find(failure => failure?.Kind == FailureKind.Connection) is { } lost)
        {
            return lost;
        }

        return failures.TrueForAll(failure => failure?.Kind is FailureKind.Silent or FailureKind.Unavailable)
            ? failures.Find(failure => failure!.Kind == FailureKind.Unavailable) ?? failures[0]
            : null;
    }

    // One feed alone is past its deadline, and nothing was heard since that could tell whether the daemon as a whole is silent.
    private bool IsSilenceSuspected() => Array.Exists(
        _feeds,
        feed => feed?.Failure?.Kind == FailureKind.Silent && !(LastHeardAt >= feed.StartedAt + SuspicionOf(feed.At - feed.StartedAt) - ClockError));

    private bool HasSettled(DateTimeOffset now) => _firstAnswer is { } first
        && (Array.TrueForAll(_feeds, feed => feed is not null) || now - first >= SettleTime);

    private void Settle(DateTimeOffset at)
    {
        var isLive = Array.TrueForAll(_feeds, feed => feed is { Failure: null });
        Enter(isLive ? SourceState.Live : SourceState.Degraded, at);
        DownCause = null;
        TransportCause = null;
        if (isLive)
        {
            LastLiveAt = at;
        }
    }

    private void Enter(SourceState state, DateTimeOffset at)
    {
        if (State == state)
        {
            return;
        }

        Since = _resumed == state ? Since : at;
        _resumed = null;
        State = state;
    }
}
