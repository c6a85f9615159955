using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Recording;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>
/// Which pipelines tell how many rows their runs moved. A daemon sends 0 for "not known" too, so 0 is only believed of a successful run of a pipeline that has told more than 0.
/// </summary>
internal sealed class TellingPipelines(HistoryDbContext context, int sourceId)
{
    /// <summary>Those of the entries' pipelines that have told more than 0, in these entries or before.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(IReadOnlyList<RunEntry> entries, CancellationToken cancellationToken)
    {
        var telling = entries.Where(entry => entry.Run.RecordsProcessed > 0).Select(entry => entry.Run.PipelineId).ToHashSet(StringComparer.Ordinal);
        string[] doubtful = [.. entries.Where(entry => entry.Run is { Status: ExecutionStatus.Success, RecordsProcessed: 0 }).Select(entry => entry.Run.PipelineId).Distinct().Except(telling)];
        if (doubtful.Length > 0)
        {
            // Their days outlive the runs and are few.
            telling.UnionWith(await context.PipelineDays.AsNoTracking().Where(day => day.SourceId == sourceId && doubtful.Contains(day.PipelineId) && day.Rows > 0)
                .Select(day => day.PipelineId).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false));
        }

        return telling;
    }

    /// <summary>How many rows a run moved; null if that is not known.</summary>
    public static long? RowsOf(ExecutionData run, IReadOnlySet<string> telling) =>
        run.RecordsProcessed == 0 && (run.Status != ExecutionStatus.Success || !telling.Contains(run.PipelineId)) ? null : run.RecordsProcessed;
}
