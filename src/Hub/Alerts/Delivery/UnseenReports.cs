using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Asks the evaluator what ran while daemons could not be seen.</summary>
internal sealed class UnseenReports(IEnumerable<IUnseenRuns> runs, TimeProvider time)
{
    /// <summary>How long the evaluator may take to answer. A message that says less is better than a late one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const int MostListed = 20;

    /// <summary>Reports on daemons whose return is to be told, by the problem's id. One is missing where the evaluator does not answer: what ran is not known.</summary>
    /// <param name="context">Reads what is to be told.</param>
    /// <param name="dueBefore">Until when it is due.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IReadOnlyDictionary<string, UnseenReport>> FindAsync(AlertsDbContext context, DateTimeOffset dueBefore, CancellationToken cancellationToken)
    {
        var reports = new Dictionary<string, UnseenReport>();
        string[] ids = [.. await context.Announcements.Where(row => row.Event == AlertEvent.Returned && row.DueAt <= dueBefore).Select(row => row.ProblemId).Distinct().ToListAsync(cancellationToken).ConfigureAwait(false)];
        if (ids.Length == 0)
        {
            return reports;
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        foreach (var row in await context.Problems.AsNoTracking().Where(row => ids.Contains(row.Id) && row.ResolvedAt != null).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await TryReportAsync(context, row, either.Token, cancellationToken).ConfigureAwait(false) is { } report)
            {
                reports[row.Id] = report;
            }
        }

        return reports;
    }

    /// <summary>One report of several; null of none.</summary>
    public static UnseenReport? Join(IReadOnlyList<UnseenReport> reports) => reports.Count == 0 ? null : new UnseenReport(
        reports.Min(report => report.From),
        reports.Max(report => report.To),
        [.. reports.SelectMany(report => report.Runs).OrderByDescending(run => run.StartedAt).Take(MostListed)],
        [.. reports.SelectMany(report => report.Missed).OrderBy(start => start.DueAt).Take(MostListed)]);

    private async Task<UnseenReport?> TryReportAsync(AlertsDbContext context, ProblemRow row, CancellationToken limited, CancellationToken cancellationToken)
    {
        if (runs.SingleOrDefault() is not { } evaluator)
        {
            return null;
        }

        try
        {
            var reports = new List<UnseenReport>();
            foreach (var (source, from, to) in await SourcesOfAsync(context, row, cancellationToken).ConfigureAwait(false))
            {
                var found = await evaluator.FindAsync(source, from, to, limited).ConfigureAwait(false);
                reports.Add(new UnseenReport(from, to, [.. found.Runs.Take(MostListed)], [.. found.Missed.Take(MostListed)]));
            }

            return Join(reports);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // Where the monitor's own network was the cause, the daemons that were lost with it and can be seen again.
    private static async Task<IReadOnlyList<(string Source, DateTimeOffset From, DateTimeOffset To)>> SourcesOfAsync(AlertsDbContext context, ProblemRow row, CancellationToken cancellationToken)
    {
        if (row.Kind == ProblemKinds.Unreachable)
        {
            return [(row.Source, row.Since, row.ResolvedAt!.Value)];
        }

        var (from, to) = (row.Since, row.ResolvedAt);
        var lost = await context.Problems.AsNoTracking().Where(other => other.Kind == ProblemKinds.Unreachable && other.Since >= from && other.Since <= to && other.ResolvedAt != null)
            .Select(other => new { other.Source, other.Since, other.ResolvedAt }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. lost.GroupBy(other => other.Source).Select(source => (source.Key, source.Min(other => other.Since), source.Max(other => other.ResolvedAt!.Value)))];
    }
}
