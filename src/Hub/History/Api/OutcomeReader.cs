using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Counts the runs that ended within 24 hours, as they were counted in the last hour.</summary>
internal sealed class OutcomeReader(IDbContextFactory<HistoryDbContext> contexts, HistoryReader figures, TimeProvider time)
{
    private const int Minutes = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<OutcomesResponse> ReadAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = now.AddTicks(-(now.Ticks % Minute.Ticks));
        List<DateTimeOffset> at = [.. Enumerable.Range(1 - Minutes, Minutes).Select(minute => last + (minute * Minute))];
        var query = new HistoryQuery(sources, (at[0] - Day).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), 1, []);
        var seen = (await figures.ReadAsync(query, cancellationToken).ConfigureAwait(false)).Answers.ToDictionary(answer => answer.Source, answer => answer.SeenPercent, StringComparer.Ordinal);
        var outcomes = new List<SourceOutcomes>();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            foreach (var source in sources)
            {
                outcomes.Add(await ReadAsync(context, source, seen[source], at, cancellationToken).ConfigureAwait(false));
            }
        }

        return new OutcomesResponse([.. at.Select(minute => minute.ToUnixTimeMilliseconds())], outcomes);
    }

    private static async Task<SourceOutcomes> ReadAsync(HistoryDbContext context, string source, double seenPercent, List<DateTimeOffset> at, CancellationToken cancellationToken)
    {
        var (began, ended, until) = (at[0] - Day - RunRow.LongestFoundByEnd, at[0] - Day, at[^1]);
        if (await context.Sources.AsNoTracking().Where(row => row.Name == source).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) is not { } id)
        {
            IReadOnlyList<int?> unknown = [.. at.Select(_ => (int?)null)];
            return new SourceOutcomes(source, seenPercent, unknown, unknown);
        }

        var runs = await context.Runs.AsNoTracking()
            .Where(run => run.SourceId == id && run.SortAt >= began && run.EndedAt > ended && run.EndedAt <= until && run.GoneAt == null)
            .Where(run => run.Status == ExecutionStatus.Success || run.Status == ExecutionStatus.Failed)
            .Select(run => new { EndedAt = run.EndedAt!.Value, run.Status })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new SourceOutcomes(source, seenPercent, Counts(ExecutionStatus.Success), Counts(ExecutionStatus.Failed));

        IReadOnlyList<int?> Counts(ExecutionStatus status)
        {
            List<DateTimeOffset> ends = [.. runs.Where(run => run.Status == status).Select(run => run.EndedAt).Order()];
            return [.. at.Select(minute => (int?)(UpTo(ends, minute) - UpTo(ends, minute - Day)))];
        }
    }

    /// <summary>How many are not later than a time.</summary>
    private static int UpTo(List<DateTimeOffset> ordered, DateTimeOffset time)
    {
        var place = ordered.BinarySearch(time);
        if (place < 0)
        {
            return ~place;
        }

        while (place < ordered.Count && ordered[place] == time)
        {
            place++;
        }

        return place;
    }
}
