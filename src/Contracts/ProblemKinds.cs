namespace FlextMonitor.Contracts;

/// <summary>The values of <see cref="Problem.Kind"/>. Later versions may add more.</summary>
public static class ProblemKinds
{
    /// <summary>A daemon cannot be reached or does not answer.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A daemon answers, but at least one of its feeds returns an error.</summary>
    public const string Degraded = "degraded";

    /// <summary>A component of a daemon, or the daemon as a whole, reports that it is not healthy.</summary>
    public const string Component = "component";

    /// <summary>A pipeline's newest ended runs failed.</summary>
    public const string Failing = "failing";

    /// <summary>A run takes, or took, much longer than usual.</summary>
    public const string Slow = "slow";

    /// <summary>A run has reported no progress for a long time.</summary>
    public const string Stuck = "stuck";

    /// <summary>A run that was due has not started.</summary>
    public const string MissedStart = "missed-start";

    /// <summary>A run has not ended by its deadline.</summary>
    public const string LateFinish = "late-finish";

    /// <summary>A run succeeded without moving a record, although its pipeline usually moves some.</summary>
    public const string ZeroRows = "zero-rows";

    /// <summary>A run moved far fewer records than usual.</summary>
    public const string FewRows = "few-rows";

    /// <summary>A run succeeded in far less time than usual.</summary>
    public const string TooQuick = "too-quick";

    /// <summary>The daemon no longer lists a pipeline.</summary>
    public const string Vanished = "vanished";

    /// <summary>A figure has been past a threshold for the time that its rule sets.</summary>
    public const string Threshold = "threshold";

    /// <summary>A problem opened repeatedly in a short time.</summary>
    public const string Flapping = "flapping";

    /// <summary>A problem of the monitor itself: history is not being written.</summary>
    public const string HistoryPaused = "history-paused";

    /// <summary>A problem of the monitor itself: a notification channel refuses messages.</summary>
    public const string ChannelBroken = "channel-broken";

    /// <summary>A problem of the monitor itself: most daemons were lost at once, so its own network is probably the cause.</summary>
    public const string OwnNetwork = "own-network";
}
