namespace FlextMonitor.Client;

/// <summary>Everything that is known at one moment. Immutable, and consistent for each daemon.</summary>
public sealed record MonitorSnapshot
{
    /// <summary>The connection to the hub. While it is not connected, every source is stale and every figure unknown.</summary>
    public required MonitorConnection Connection { get; init; }

    /// <summary>When this was taken, by the hub's clock (UTC).</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The daemons by name, once the hub has sent all that it knows of them; may be empty.</summary>
    public required IReadOnlyDictionary<string, SourceSnapshot> Sources { get; init; }

    /// <summary>What is known of the monitor itself: its problems. Whether anything is evaluated is told by <see cref="IsEvaluated"/>.</summary>
    public required IReadOnlyList<Contracts.Problem> MonitorProblems { get; init; }

    /// <summary>Problems of the monitor itself that were open before the connection was lost, and that nobody has judged since: see <see cref="SourceSnapshot.UnconfirmedProblems"/>.</summary>
    public required IReadOnlyList<Contracts.Problem> UnconfirmedMonitorProblems { get; init; }

    /// <summary>Whether the evaluator works, so that an absent problem means that none is known. It has said so within the last 15 s.</summary>
    public required bool IsEvaluated { get; init; }

    /// <summary>All problems, of the monitor first, then by daemon; may be empty. Means "all clear" only if <see cref="IsEvaluated"/>.</summary>
    public IEnumerable<Contracts.Problem> Problems => MonitorProblems.Concat(Sources.Values.SelectMany(source => source.Problems));
}
