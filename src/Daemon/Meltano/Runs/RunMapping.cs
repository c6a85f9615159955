using System.Collections.Immutable;
using System.Globalization;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Turns rows into runs.</summary>
/// <param name="snapshot">What the rows are part of.</param>
/// <param name="catalog">The pipelines.</param>
/// <param name="cancelled">The triggers of the processes that were cancelled.</param>
internal sealed class RunMapping(RunSnapshot snapshot, PipelineCatalog catalog, IReadOnlySet<string> cancelled)
{
    private const string OwnTrigger = "flextmonitor-";

    /// <summary>The id of a row as an execution.</summary>
    public static string IdOf(RunRow row) => row.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The state to show.</summary>
    public RunState StateOf(RunRow row) => snapshot.StateOf(row) is RunState.Failed && row.Trigger is { } trigger && cancelled.Contains(trigger)
        ? RunState.Cancelled
        : snapshot.StateOf(row);

    /// <summary>The run.</summary>
    /// <param name="row">The row.</param>
    /// <param name="error">The error of its payload; <c>null</c> if there is none, or it was not read.</param>
    public Run Map(RunRow row, string? error)
    {
        var state = StateOf(row);
        var pipelines = catalog.AllOf(row.StateId);
        var triggeredBy = row.Trigger?.StartsWith(OwnTrigger, StringComparison.Ordinal) == true ? "api" : row.Trigger ?? "";
        return new Run(IdOf(row), pipelines[0].Id, state, row.StartedAt, triggeredBy)
        {
            FinishedAt = EndOf(row, state),
            Error = state == RunState.Failed ? WhyLost(row) ?? error : null,
            Metadata = Metadata(row, pipelines),
        };
    }

    private DateTimeOffset? EndOf(RunRow row, RunState state) =>
        row.EndedAt ?? (state == RunState.Failed && row.State == MeltanoState.Running ? LastSign(row) : null);

    // A run without a heartbeat counts as lost a day after its start.
    private DateTime LastSign(RunRow row) => snapshot.Pulses.GetValueOrDefault(row.Id)?.Heartbeat ?? row.StartedAt.AddDays(1);

    private string? WhyLost(RunRow row) => (row.State, snapshot.LivenessOf(row)) switch
    {
        (not MeltanoState.Running, _) => null,
        (_, Liveness.Killed) => $"Meltano has written no heartbeat since {LastSign(row):u}, although it does so every second. The process was probably killed",
        (_, Liveness.Stale) => $"Meltano's last sign of life is of {LastSign(row):u}. The process was probably killed",
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
