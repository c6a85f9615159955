namespace FlextMonitor.Contracts;

/// <summary>The values of <see cref="Problem.Kind"/>. Further kinds may come.</summary>
public static class ProblemKinds
{
    /// <summary>A daemon cannot be reached or is silent.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A daemon answers, but at least one of its feeds with an error.</summary>
    public const string Degraded = "degraded";

    /// <summary>A component of a daemon, or the daemon as a whole, reports that it is not healthy.</summary>
    public const string Component = "component";

    /// <summary>A pipeline's newest ended runs failed.</summary>
    public const string Failing = "failing";

    /// <summary>A run takes, or took, much longer than usual.</summary>
    public const string Slow = "slow";

    /// <summary>Nothing of a run has moved for long.</summary>
    public const string Stuck = "stuck";

    /// <summary>A run that was due has not started.</summary>
    public const string MissedStart = "missed-start";

    /// <summary>A run has not ended by its deadline.</summary>
    public const string LateFinish = "late-finish";

    /// <summary>A run succeeded without a record though its pipeline usually moves some.</summary>
    public const string ZeroRows = "zero-rows";

    /// <summary>A run moved far fewer records than usual.</summary>
    public const string FewRows = "few-rows";

    /// <summary>A run succeeded in far less time than usual.</summary>
    public const string TooQuick = "too-quick";

    /// <summary>The daemon no longer lists a pipeline.</summary>
    public const string Vanished = "vanished";

    /// <summary>A figure has passed a threshold for as long as its rule says.</summary>
    public const string Threshold = "threshold";

    /// <summary>A problem has opened again and again in a short time.</summary>
    public const string Flapping = "flapping";

    /// <summary>Of the monitor itself: history is not being written.</summary>
    public const string HistoryPaused = "history-paused";

    /// <summary>Of the monitor itself: a notification channel refuses messages.</summary>
    public const string ChannelBroken = "channel-broken";

    /// <summary>Of the monitor itself: most daemons were lost at once, so the fault is probably here.</summary>
    public const string OwnNetwork = "own-network";
}
