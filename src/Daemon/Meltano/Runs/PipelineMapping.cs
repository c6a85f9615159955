using System.Collections.Immutable;
using System.Globalization;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Describes the pipelines of a project with the newest run of each.</summary>
/// <param name="catalog">The pipelines of the files.</param>
/// <param name="snapshot">The runs.</param>
/// <param name="mapping">How the runs are shown.</param>
/// <param name="zone">The zone of the schedules; <c>null</c>: not set.</param>
/// <param name="now">The present, from which the next due time is taken.</param>
internal sealed class PipelineMapping(PipelineCatalog catalog, RunSnapshot snapshot, RunMapping mapping, TimeZoneInfo? zone, DateTimeOffset now)
{
    /// <summary>The pipelines of the files, then the state ids that none of them explains.</summary>
    public IReadOnlyList<PipelineInfo> List()
    {
        var newest = snapshot.NewestByStateId.Values
            .GroupBy(row => catalog.Of(row.StateId).Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.MaxBy(row => (row.StartedAt ?? DateTime.MinValue, row.Id))!, StringComparer.Ordinal);
        var unexplained = snapshot.NewestByStateId.Keys.Select(catalog.Of).Where(pipeline => pipeline.Kind == PipelineKind.StateId).DistinctBy(pipeline => pipeline.Id, StringComparer.Ordinal);
        return [.. catalog.Defined.Concat(unexplained).Select(pipeline => Describe(pipeline, newest.GetValueOrDefault(pipeline.Id)))];
    }

    private PipelineInfo Describe(MeltanoPipeline pipeline, RunRow? newest) => new()
    {
        Id = pipeline.Id,
        Name = pipeline.Name,
        Description = Describe(pipeline),
        Extractor = string.Join(", ", pipeline.Pairs.Select(pair => pair.Extractor).Distinct(StringComparer.Ordinal)),
        Loader = string.Join(", ", pipeline.Pairs.Select(pair => pair.Loader).Distinct(StringComparer.Ordinal)),
        Transform = string.Join(", ", pipeline.Others),
        Schedule = pipeline.Crons.FirstOrDefault()?.Expression ?? pipeline.Schedules.FirstOrDefault()?.Interval ?? "",

        // Nobody may wait for runs that Meltano does not record.
        IsActive = !pipeline.Crons.IsEmpty && pipeline.IsRecorded,
        Config = Config(pipeline),
        LastState = newest is null ? null : mapping.StateOf(newest),
        LastRun = newest?.StartedAt,
    };

    private static string Describe(MeltanoPipeline pipeline) => pipeline.Kind switch
    {
        PipelineKind.Job when !pipeline.IsRecorded => "Job of meltano.yml without an extractor and a loader. Meltano records no runs of it",
        PipelineKind.Job => "Job of meltano.yml",
        PipelineKind.EltSchedule => "Schedule of meltano.yml",
        PipelineKind.BrokenSchedule => "Schedule of meltano.yml whose job does not exist",
        _ => "State id of runs that no job of meltano.yml explains",
    };

    private ImmutableDictionary<string, object> Config(MeltanoPipeline pipeline)
    {
        var config = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        if (pipeline.Schedules.Length > 0)
        {
            config["schedules"] = string.Join(", ", pipeline.Schedules.Select(schedule => $"{schedule.Name}: {schedule.Interval}"));
        }

        if (!pipeline.Crons.IsEmpty)
        {
            config["zone"] = zone?.Id ?? "UTC, which is assumed: set TimeZone if the scheduler uses another one";
            config["next_due"] = pipeline.Crons.Min(cron => cron.NextAfter(now, zone ?? TimeZoneInfo.Utc))?.ToString("u", CultureInfo.InvariantCulture) ?? "never";
        }

        return config.ToImmutable();
    }
}
