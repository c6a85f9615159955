using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Commands;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Adds changes of problems to a context, which saves them.</summary>
internal static class ProblemWriting
{
    /// <summary>Adds them, in their order. The problems that they concern are tracked afterwards.</summary>
    public static async Task AddAsync(AlertsDbContext context, IReadOnlyList<ProblemChange> changes, IReadOnlyList<ProblemCommand> carriedOut, CancellationToken cancellationToken)
    {
        string[] ids = [.. changes.Where(change => !change.IsOpening).Select(change => change.Problem.Id)];
        var known = ids.Length == 0 ? [] : await context.Problems.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken).ConfigureAwait(false);
        foreach (var change in changes)
        {
            if (!known.TryGetValue(change.Problem.Id, out var row))
            {
                // Also where the feed of an earlier release held it, which stored nothing.
                context.Problems.Add(row = NewRow(change));
            }

            Update(row, change);
            context.Changes.AddRange(ProblemTimeline.StepsOf(change, carriedOut));
        }
    }

    private static ProblemRow NewRow(ProblemChange change) => new()
    {
        Id = change.Problem.Id,
        Source = change.Problem.Source,
        Kind = change.Problem.Kind,
        OpenedAt = change.At,
        Problem = change.Problem,
    };

    private static void Update(ProblemRow row, ProblemChange change)
    {
        row.Severity = change.Problem.Severity;
        row.PipelineId = change.Problem.PipelineId;
        row.RuleId = change.Problem.RuleId;
        row.Since = change.Problem.Since;
        row.ResolvedAt = change.ResolvedAt;
        row.Problem = change.Problem;
    }
}
