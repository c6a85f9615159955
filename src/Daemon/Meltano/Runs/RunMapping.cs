using System.Collections.Immutable;
using System.Globalization;
using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Turns rows into runs.</summary>
/// <param name="snapshot">What the rows are part of.</param>
/// <param name="catalog">The pipelines.</param>
/// <param name="cancellations">The processes that were cancelled.</param>
internal sealed class RunMapping(RunSnapshot snapshot, PipelineCatalog catalog, Cancellations cancellations)
{
    /// <summary>
    /// The id of a row as an execution: its key, or for the first row of a process that a daemon started the id of that process, which was told before there was a row.
    /// </summary>
    public string IdOf(RunRow row) => row.IsStartedByDaemon && snapshot.StartedByDaemon[row.Trigger!].Id == row.Id
        ? row.Trigger!
        : row.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The state to show.</summary>
    public RunState StateOf(RunRow row) => snapshot.StateOf(row) is RunState.Failed && cancellations.Ended(row) ? RunState.Cancelled : snapshot.StateOf(row);

    /// <summary>The run.</summary>
    /// <param name="row">The row.</param>
    /// <param name="error">The error of its payload; <c>null</c> if there is none, or it was not read.</param>
    public Run Map(RunRow row, string? error)
    {
        var state = StateOf(row);
        var pipelines = catalog.AllOf(row.StateId);
        return new Run(IdOf(row), pipelines[0].Id, state, row.StartedAt, row.IsStartedByDaemon ? "api" : row.Trigger ?? "")
        {
            FinishedAt = EndOf(row, state),
            Error = state == RunState.Failed ? WhyLost(row) ?? error : null,
            Metadata = Metadata(row, pipelines),
        };
    }

    // Of a run without a heartbeat nobody knows when it ended.
    private DateTimeOffset? EndOf(RunRow row, RunState state) =>
        row.EndedAt ?? (state == RunState.Failed && row.State == MeltanoState.Running ? HeartbeatOf(row) : null);

    private DateTime? HeartbeatOf(RunRow row) => snapshot.Pulses.GetValueOrDefault(row.Id)?.Heartbeat;

    private string? WhyLost(RunRow row) => (row.State, snapshot.LivenessOf(row)) switch
    {
        (not MeltanoState.Running, _) => null,
        (_, Liveness.Killed) => $"Meltano has written no heartbeat since {HeartbeatOf(row):u}, although it does so every second. The process was probably killed",
        (_, Liveness.Stale) when HeartbeatOf(row) is { } last => $"Meltano's last heartbeat was at {last:u}. The process was probably killed",
        (_, Liveness.Stale) => $"Meltano wrote no heartbeat and no end, and the run started more than a day ago, {row.StartedAt:u}. The process was probably killed; it is not known when",
        _ => null,
    };

    private ImmutableDictionary<string, string> Metadata(RunRow row, ImmutableArray<MeltanoPipeline> pipelines)
    {
        var metadata = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        metadata["state_id"] = row.StateId;
        if (row.RunId is { } runId)
        {
            metadata["run_id"] = runId.ToString("D");
        }

        if (pipelines.Length > 1)
        {
            metadata["also_of"] = string.Join(", ", pipelines.Skip(1).Select(pipeline => pipeline.Id));
        }

        if (row.State is MeltanoState.Dead or MeltanoState.Unknown)
        {
            metadata["meltano_state"] = row.State.ToString().ToUpperInvariant();
        }

        if (snapshot.Edits.TryGetValue(row.StateId, out var edited) && edited >= row.StartedAt && snapshot.NewestByStateId[row.StateId].Id == row.Id)
        {
            metadata["state_edited_at"] = $"{edited:u}";
        }

        if (MarkOf(row) is var (key, value) && key.Length > 0)
        {
            metadata[key] = value;
        }

        return metadata.ToImmutable();
    }

    private (string Key, string Value) MarkOf(RunRow row) => row.State != MeltanoState.Running ? ("", "") : snapshot.LivenessOf(row) switch
    {
        Liveness.NoHeartbeat => ("heartbeat", "none: a killed run is told only after 24 h"),
        Liveness.Suspected => ("suspected", "true"),
        Liveness.Killed => ("killed", "true"),
        Liveness.Stale => ("stale", "true"),
        _ => ("", ""),
    };
}
