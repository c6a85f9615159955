using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Decides the state of a source from the outcomes of its feeds. It makes no calls, reads no clock and sends no messages.</summary>
internal sealed class SourceTracker
{
    /// <summary>How far apart the first answers may be. GetSystemStats takes just over a second, while HealthCheck answers at once.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a term that continues an earlier one may take to open its first connection.</summary>
    public static readonly TimeSpan TakeoverTime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan MaxSilenceCheckDelay = TimeSpan.FromSeconds(2);

    /// <summary>How early a timer may seem to fire: clocks are read in milliseconds and may be adjusted.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromMilliseconds(100);

    private readonly FeedOutcome?[] _feeds = new FeedOutcome?[FeedKinds.All.Count];
    private readonly DateTimeOffset _startedAt;
    private DateTimeOffset? _firstAnswer;
    private SourceState? _resumed;

    /// <param name="startedAt">When the term began.</param>
    /// <param name="previous">The status that an earlier term last published; null if there is none. A state that continues keeps its <c>since</c>.</param>
    public SourceTracker(DateTimeOffset startedAt, SourceStatus? previous = null)
    {
        _startedAt = startedAt;
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

    /// <summary>The transport's own message, for the log; null if <see cref="DownCause"/> contains it.</summary>
    public string? TransportCause { get; private set; }

    /// <summary>How often the source was found down; the connection is replaced each time.</summary>
    public int DownCount { get; private set; }

    /// <summary>Whether the feeds use their usual interval, because the daemon was reached and its first answers are complete.</summary>
    public bool IsSettled => State is SourceState.Live or SourceState.Degraded;

    /// <summary>A feed's last outcome since the source was last down; null before the first.</summary>
    public FeedOutcome? Of(FeedKind feed) => _feeds[(int)feed];

    /// <summary>How long a call may be unanswered before the other feeds are sampled too.</summary>
    public static TimeSpan SilenceCheckDelay(TimeSpan deadline) => TimeSpan.FromTicks(Math.Min(MaxSilenceCheckDelay.Ticks, deadline.Ticks / 2));

    /// <summary>Applies the outcome of a sample.</summary>
    public void Record(FeedOutcome outcome)
    {
        if (IsOursToExplain(outcome))
        {
            return;
        }

        _feeds[(int)outcome.Feed] = outcome;
        if (outcome.Failure is null or { Kind: FailureKind.Answered })
        {
            LastHeardAt = outcome.At;
            _firstAnswer ??= outcome.At;
        }

        if (FindDownCause() is { } cause)
        {
            GoDown(cause.Text, outcome.At, cause.Cause);
        }
        else if (IsSettled ? !IsSilenceSuspected() : HasSettled(outcome.At))
        {
            Settle(outcome.At);
        }
    }

    /// <summary>Marks the source down, also for a reason that no call reported.</summary>
    public void GoDown(string cause, DateTimeOffset at, string? transportCause = null)
    {
        Enter(SourceState.Down, at);
        DownCause = cause;
        TransportCause = transportCause;
        DownCount++;
        _firstAnswer = null;
        Array.Clear(_feeds);
    }

    // A process that has just taken over may be slow. That its first connections were not open in time says nothing about a daemon that answered the process before.
    private bool IsOursToExplain(FeedOutcome outcome) =>
        State == SourceState.Connecting && _resumed is SourceState.Live or SourceState.Degraded && outcome.Failure is { ConnectTimedOut: true } && outcome.At - _startedAt < TakeoverTime;

    private CallFailure? FindDownCause()
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

    // One feed alone exceeded its deadline, and no later answer has shown that the rest of the daemon works.
    private bool IsSilenceSuspected() => Array.Exists(
        _feeds,
        feed => feed?.Failure?.Kind == FailureKind.Silent && !(LastHeardAt >= feed.StartedAt + SilenceCheckDelay(feed.At - feed.StartedAt) - ClockError));

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
