using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Past;

/// <summary>Reads what the evaluator needs of one source after another.</summary>
/// <param name="context">The store.</param>
/// <param name="options">Tells the tiers.</param>
/// <param name="now">The present time.</param>
internal sealed class SourcePastReader(HistoryDbContext context, HistoryOptions options, DateTimeOffset now)
{
    private const int LongestError = 512;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    public async Task<SourcePast> ReadAsync(SourceRow source, CancellationToken cancellationToken)
    {
        var (runs, gone) = (new List<ExecutionData>(), new List<ExecutionData>());
        foreach (var pipeline in await PipelinesAsync(source.Id, cancellationToken).ConfigureAwait(false))
        {
            var newest = Ended(source.Id).Where(run => run.PipelineId == pipeline).OrderByDescending(run => run.EndedAt).Take(SourcePast.RunsOfEachPipeline);
            var read = await ReadAsync(source.Name, newest, cancellationToken).ConfigureAwait(false);
            runs.AddRange(read.Where(run => !run.IsGone).Select(run => run.Run));
            gone.AddRange(read.Where(run => run.IsGone && run.Run.Decides()).Select(run => run.Run).Order(ExecutionOrder.NewestFirst).Take(1));
        }

        // A run that took longer is only found among the newest of its pipeline.
        var ended = now - Day;
        var began = ended - RunRow.LongestFoundByEnd;
        var today = Ended(source.Id).Where(run => run.GoneAt == null && run.SortAt >= began && run.EndedAt >= ended).OrderByDescending(run => run.SortAt).Take(SourcePast.MostRuns);
        runs.AddRange((await ReadAsync(source.Name, today, cancellationToken).ConfigureAwait(false)).Select(run => run.Run));
        return new SourcePast(source.Name, [.. runs.DistinctBy(run => run.Id)], await SeenAsync(source.Id, cancellationToken).ConfigureAwait(false)) { Gone = gone };
    }

    private IQueryable<RunRow> Ended(int source) => context.Runs.AsNoTracking().Where(run => run.SourceId == source && run.EndedAt != null);

    private async Task<List<string>> PipelinesAsync(int source, CancellationToken cancellationToken)
    {
        var firstDay = (int)(now - options.KeepRuns - DateTimeOffset.UnixEpoch).TotalDays;
        return await context.PipelineDays.AsNoTracking().Where(day => day.SourceId == source && day.Day >= firstDay)
            .Select(day => day.PipelineId).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs as the evaluator needs them, and whether the daemon was seen to remove them.</summary>
    public static async Task<IReadOnlyList<(ExecutionData Run, bool IsGone)>> ReadAsync(string source, IQueryable<RunRow> rows, CancellationToken cancellationToken)
    {
        var runs = await rows.Select(run => new
        {
            run.Epoch,
            run.Sequence,
            run.SeenTo,
            run.ExecutionId,
            run.PipelineId,
            run.PipelineName,
            run.Status,
            run.StartedAt,
            run.FinishedAt,
            run.DurationSeconds,
            run.Rows,
            IsGone = run.GoneAt != null,
            Error = run.Status == ExecutionStatus.Failed ? run.Error : null,
        }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return runs.ConvertAll(run => (new ExecutionData
        {
            Source = source,
            Epoch = run.Epoch,
            Sequence = run.Sequence,
            ObservedAt = run.SeenTo,
            Id = run.ExecutionId,
            PipelineId = run.PipelineId,
            PipelineName = run.PipelineName,
            Status = run.Status,
            StartedAt = run.StartedAt,
            FinishedAt = run.FinishedAt,
            DurationSeconds = run.DurationSeconds,
            Duration = null,
            Progress = null,
            RecordsProcessed = run.Rows,
            TriggeredBy = null,
            ErrorMessage = Shortened(run.Error),
            Metadata = ValueMap<string>.Empty,
        }, run.IsGone));
    }

    // The evaluator keeps thousands of runs and shows one line of an error: its first, or the last of a traceback.
    private static string? Shortened(string? error) =>
        error?.Length > LongestError ? string.Concat(error.AsSpan(0, LongestError / 2), "\n", error.AsSpan(error.Length - (LongestError / 2))) : error;

    private async Task<IReadOnlyList<SeenPart>> SeenAsync(int source, CancellationToken cancellationToken)
    {
        var tier = options.Tiers.LastOrDefault(tier => tier.Step <= SeenStep) ?? options.Tiers[0];
        var (step, from) = (tier.StepSeconds, (now - Day - tier.Step).ToUnixTimeSeconds());
        var rows = await context.Buckets.AsNoTracking().Where(row => row.StepSeconds == step && row.SourceId == source && row.StartSeconds >= from)
            .OrderBy(row => row.StartSeconds).Select(row => new { row.StartSeconds, SeenMs = row.LiveMs + row.DegradedMs })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new SeenPart(DateTimeOffset.FromUnixTimeSeconds(row.StartSeconds), tier.Step, TimeSpan.FromMilliseconds(row.SeenMs)))];
    }
}
