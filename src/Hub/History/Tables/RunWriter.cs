using System.Text.Json;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Runs;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>Writes the executions of one source, and counts again the days on which they ended.</summary>
/// <param name="context">The store.</param>
/// <param name="sourceId">The source's number.</param>
/// <param name="keptSince">Runs that sort before this may have been deleted. They are not written again, and their days keep what was counted.</param>
internal sealed class RunWriter(HistoryDbContext context, int sourceId, DateTimeOffset keptSince)
{
    /// <summary>A statement takes so many ids.</summary>
    private const int ReadAtOnce = 500;

    /// <summary>The last of all days, which a daemon may report.</summary>
    private static readonly int LastDay = (int)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).TotalDays;

    public async Task WriteAsync(IReadOnlyList<RunEntry> entries, CancellationToken cancellationToken)
    {
        var days = new HashSet<(string PipelineId, int Day)>();
        var telling = await new TellingPipelines(context, sourceId).OfAsync(entries, cancellationToken).ConfigureAwait(false);
        foreach (var some in entries.Chunk(ReadAtOnce))
        {
            string[] ids = [.. some.Select(entry => entry.Run.Id)];
            var stored = await context.Runs.Where(run => run.SourceId == sourceId && ids.Contains(run.ExecutionId))
                .ToDictionaryAsync(run => run.ExecutionId, cancellationToken).ConfigureAwait(false);
            foreach (var entry in some)
            {
                days.UnionWith(Apply(entry, stored.GetValueOrDefault(entry.Run.Id), telling));
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (pipelineId, day) in days)
        {
            await CountAsync(pipelineId, day, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>The days whose counts this changes.</returns>
    private IEnumerable<(string PipelineId, int Day)> Apply(RunEntry entry, RunRow? row, IReadOnlySet<string> telling)
    {
        if (row is null)
        {
            row = NewRow(entry, telling);
            if (row.SortAt < keptSince)
            {
                return [];
            }

            context.Runs.Add(row);
            return DayOf(row);
        }

        var before = DayOf(row).ToList();

        // What was stored as ended keeps what an earlier term saw of its end.
        row.EndUnseen = row.EndedAt is not null && entry.HasEnded ? row.EndUnseen : entry.EndUnseen;
        Fill(row, entry, telling);
        return before.Concat(DayOf(row));
    }

    private async Task CountAsync(string pipelineId, int day, CancellationToken cancellationToken)
    {
        var (from, until) = (BeginOf(day), BeginOf(day + 1));
        var ended = await context.Runs.AsNoTracking()
            .Where(run => run.SourceId == sourceId && run.PipelineId == pipelineId && run.EndedAt >= from && run.EndedAt < until)
            .Select(run => new EndedRun(run.Status, run.DurationSeconds, run.Rows))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var counts = PipelineDayCounts.Of(ended);
        var row = await context.PipelineDays.FindAsync([sourceId, pipelineId, day], cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            context.PipelineDays.Add(PipelineDayRow.Of(sourceId, pipelineId, day, counts));
        }
        else if (from >= keptSince || counts.Runs >= row.ToCounts().Runs)
        {
            // Of a day before that, some runs may be gone.
            row.Replace(counts);
        }
    }

    private RunRow NewRow(RunEntry entry, IReadOnlySet<string> telling)
    {
        var row = new RunRow { SourceId = sourceId, ExecutionId = entry.Run.Id, SeenFrom = entry.SeenFrom, FirstSeenLate = entry.FirstSeenLate, EndUnseen = entry.EndUnseen };
        Fill(row, entry, telling);
        return row;
    }

    private static void Fill(RunRow row, RunEntry entry, IReadOnlySet<string> telling)
    {
        var run = entry.Run;
        row.PipelineId = run.PipelineId;
        row.PipelineName = run.PipelineName;
        row.Status = run.Status;
        row.SortAt = run.StartedAt ?? row.SeenFrom;
        row.StartedAt = run.StartedAt;
        row.FinishedAt = run.FinishedAt;
        row.EndedAt = entry.EndedAt;
        row.DurationSeconds = run.DurationSeconds;
        row.ProgressTenths = run.Progress is { } percent ? (int)Math.Round(percent * 10) : null;
        row.Rows = TellingPipelines.RowsOf(run, telling);
        row.TriggeredBy = run.TriggeredBy;
        row.Error = run.ErrorMessage;
        row.Metadata = run.Metadata.Count > 0 ? JsonSerializer.Serialize(run.Metadata.ToDictionary()) : null;
        row.SeenTo = entry.SeenTo;
        row.GoneAt = entry.GoneAt;
        (row.Epoch, row.Sequence) = (run.Epoch, run.Sequence);
    }

    private static DateTimeOffset BeginOf(int day) => day > LastDay ? DateTimeOffset.MaxValue : DateTimeOffset.UnixEpoch.AddDays(day);

    private static IEnumerable<(string PipelineId, int Day)> DayOf(RunRow run) =>
        run.EndedAt is { } endedAt ? [(run.PipelineId, (int)Math.Floor((endedAt - DateTimeOffset.UnixEpoch).TotalDays))] : [];
}
