using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>All runs at one moment. It never changes.</summary>
internal sealed class RunSnapshot
{
    private readonly Lazy<Dictionary<string, RunRow>> _newest;
    private readonly Lazy<Dictionary<string, RunRow>> _started;

    public RunSnapshot(ImmutableArray<RunRow> rows, ImmutableDictionary<long, Pulse> pulses, ImmutableDictionary<string, DateTime> edits)
    {
        Rows = rows;
        Pulses = pulses;
        Edits = edits;
        _newest = new Lazy<Dictionary<string, RunRow>>(FindNewest);
        _started = new Lazy<Dictionary<string, RunRow>>(FindStarted);
    }

    /// <summary>A snapshot without runs.</summary>
    public static RunSnapshot Empty { get; } = new([], ImmutableDictionary<long, Pulse>.Empty, ImmutableDictionary<string, DateTime>.Empty);

    /// <summary>The runs by start, those without one first, then by key; without changes of a state by a person.</summary>
    public ImmutableArray<RunRow> Rows { get; }

    /// <summary>The heartbeats of the running ones, by key.</summary>
    public ImmutableDictionary<long, Pulse> Pulses { get; }

    /// <summary>The rows whose state is running, in no particular order.</summary>
    public ImmutableArray<RunRow> Running { get; init; } = [];

    /// <summary>When a person last changed a state, UTC, by state id.</summary>
    public ImmutableDictionary<string, DateTime> Edits { get; }

    /// <summary>The newest run of each state id.</summary>
    public IReadOnlyDictionary<string, RunRow> NewestByStateId => _newest.Value;

    /// <summary>The first row of each process that a daemon started, by its trigger.</summary>
    public IReadOnlyDictionary<string, RunRow> StartedByDaemon => _started.Value;

    /// <summary>The runs, newest first.</summary>
    public IEnumerable<RunRow> NewestFirst()
    {
        for (var index = Rows.Length - 1; index >= 0; index--)
        {
            yield return Rows[index];
        }
    }

    /// <summary>What is known of a running row's heartbeat.</summary>
    public Liveness LivenessOf(RunRow row) => Pulses.GetValueOrDefault(row.Id)?.Liveness ?? Liveness.Alive;

    /// <summary>The state to show: a run that was killed has failed, whatever its row says.</summary>
    public RunState StateOf(RunRow row) => row.State switch
    {
        MeltanoState.Idle => RunState.Pending,
        MeltanoState.Running => LivenessOf(row) is Liveness.Killed or Liveness.Stale ? RunState.Failed : RunState.Running,
        MeltanoState.Success => RunState.Success,
        MeltanoState.Unknown => RunState.Unknown,
        _ => RunState.Failed,
    };

    /// <summary>Whether a run has ended. One in a state that is not known has, if it has an end.</summary>
    public bool HasEnded(RunRow row) => StateOf(row) switch
    {
        RunState.Pending or RunState.Running => false,
        RunState.Unknown => row.EndedAt is not null,
        _ => true,
    };

    private Dictionary<string, RunRow> FindStarted()
    {
        var started = new Dictionary<string, RunRow>(StringComparer.Ordinal);
        foreach (var row in Rows.Where(row => row.IsStartedByDaemon))
        {
            started.TryAdd(row.Trigger!, row);
        }

        return started;
    }

    private Dictionary<string, RunRow> FindNewest()
    {
        var newest = new Dictionary<string, RunRow>(StringComparer.Ordinal);
        foreach (var row in Rows)
        {
            newest[row.StateId] = row;
        }

        return newest;
    }
}
