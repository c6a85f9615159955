using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Rules;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Stores what is to be told of a change in the transaction that stores the change.</summary>
internal sealed class AnnouncementPlanner(IRuleSource rules, OutboxSignals signals) : IProblemChangeListener
{
    public async Task AddAsync(AlertsDbContext context, IReadOnlyList<ProblemChange> changes, CancellationToken cancellationToken)
    {
        var routes = await context.Routes.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        string[] ids = [.. changes.Select(change => change.Problem.Id).Distinct()];
        var stored = await context.Announcements.Where(row => ids.Contains(row.ProblemId)).OrderBy(row => row.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        var plan = new AnnouncementPlan(routes, DelayOf);
        foreach (var change in changes)
        {
            context.Announcements.AddRange(plan.Apply(change, [.. stored.Where(row => row.ProblemId == change.Problem.Id)]));
        }
    }

    public void OnStored() => signals.Announce.Set();

    private TimeSpan DelayOf(Problem problem) => rules.RuleOf(problem)?.Delay ?? TimeSpan.Zero;
}
