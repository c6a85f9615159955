using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Silences;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Turns announcements that are due into messages of the outbox, one for each channel.</summary>
internal sealed class Announcer(IDbContextFactory<AlertsDbContext> store, UnseenReports reports, MessageWriter writer, OutboxSignals signals, TimeProvider time)
{
    /// <summary>For how long further openings of one route, source and kind are gathered after a message.</summary>
    public static readonly TimeSpan LongGathering = TimeSpan.FromSeconds(60);

    private const int MostAtOnce = 1000;

    /// <summary>Announces what is due now.</summary>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Cancels it; then nothing is announced.</param>
    /// <returns>When there is something to announce next; null if nothing waits.</returns>
    /// <exception cref="TermOverException">Another process announces now.</exception>
    public async Task<DateTimeOffset?> AnnounceAsync(long? epoch, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var next = await NextAsync(context, cancellationToken).ConfigureAwait(false);
        if (next is null || next > time.GetUtcNow())
        {
            return next;
        }

        var unseen = await reports.FindAsync(context, time.GetUtcNow() + AnnouncementPlan.Gathering, cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

        // Announcements change while the evaluator stores, too.
        TermTransactions.Require(await context.LockAnnouncementsAsync(cancellationToken).ConfigureAwait(false), epoch);
        await AnnounceAsync(context, unseen, cancellationToken).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        signals.Send.Set();
        return await NextAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static Task<DateTimeOffset?> NextAsync(AlertsDbContext context, CancellationToken cancellationToken) =>
        context.Announcements.Where(row => row.DueAt != null).MinAsync(row => row.DueAt, cancellationToken);

    private async Task AnnounceAsync(AlertsDbContext context, IReadOnlyDictionary<string, UnseenReport> unseen, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await context.Announcements.Where(row => row.DueAt <= now + AnnouncementPlan.Gathering).OrderBy(row => row.DueAt).ThenBy(row => row.Number).Take(MostAtOnce).ToListAsync(cancellationToken).ConfigureAwait(false);
        var problems = await ProblemsOfAsync(context, rows, cancellationToken).ConfigureAwait(false);
        var routes = await context.Routes.AsNoTracking().ToDictionaryAsync(route => route.Id, cancellationToken).ConfigureAwait(false);
        var gathering = await GatheringAsync(context, now, cancellationToken).ConfigureAwait(false);
        foreach (var group in rows.GroupBy(row => (row.RouteId, row.Event, IsOver: problems[row.ProblemId].ResolvedAt is not null)))
        {
            var route = routes.GetValueOrDefault(group.Key.RouteId);
            if (!group.Any(row => row.DueAt <= now))
            {
                continue;
            }

            var told = group.Key.IsOver || group.Key.Event == AlertEvent.Acknowledged ? [.. group] : group.Where(row => IsToldNow(row, problems[row.ProblemId], route, gathering, now)).ToList();
            await writer.WriteAsync(context, new MessageOccasion(route, group.Key.Event, group.Key.IsOver, now), told, problems, unseen, cancellationToken).ConfigureAwait(false);
        }
    }

    // An announcement that is not told now waits for its time, or is done.
    private static bool IsToldNow(AnnouncementRow row, ProblemRow problem, RouteRow? route, IReadOnlyDictionary<(string, string, string), DateTimeOffset> gathering, DateTimeOffset now)
    {
        if (route is null)
        {
            Drop(row, "The route was deleted.", now);
        }
        else if (row.Details?.IsEscalation != true && !ProblemMatch.Matches(route.Match, problem.Problem))
        {
            Drop(row, "The route does not match it any more.", now);
        }
        else if (problem.Problem.Acknowledged is { } acknowledged)
        {
            row.Details = (row.Details ?? new AnnouncementDetails()) with { AwaitsAcknowledgementEnd = true };
            Wait(row, acknowledged.Until, $"{acknowledged.By} has acknowledged it.");
        }
        else if (route is { Weekly: { } weekly, Zone: { } zone } && WeeklyTimes.NextStart(weekly, TimeZoneInfo.FindSystemTimeZoneById(zone), now) is { } start)
        {
            Wait(row, start, "It is not an hour of the route.");
        }
        else if (row.Event == AlertEvent.Opened && gathering.TryGetValue((row.RouteId, row.Source, row.Kind), out var until) && until > now)
        {
            row.Details = (row.Details ?? new AnnouncementDetails()) with { PlannedAt = until };
            Wait(row, until, "It waits for further problems of its kind.");
        }
        else
        {
            return true;
        }

        return false;
    }

    private static void Wait(AnnouncementRow row, DateTimeOffset until, string reason) => (row.DueAt, row.HeldBackBecause) = (until, reason);

    private static void Drop(AnnouncementRow row, string reason, DateTimeOffset now) => (row.DueAt, row.DoneAt, row.HeldBackBecause) = (null, now, reason);

    private static Task<Dictionary<string, ProblemRow>> ProblemsOfAsync(AlertsDbContext context, IReadOnlyList<AnnouncementRow> rows, CancellationToken cancellationToken)
    {
        string[] ids = [.. rows.Select(row => row.ProblemId).Distinct()];
        return context.Problems.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    /// <summary>Until when openings are gathered, by route, source and kind.</summary>
    private static async Task<IReadOnlyDictionary<(string, string, string), DateTimeOffset>> GatheringAsync(AlertsDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - LongGathering;
        var told = await context.Announcements.AsNoTracking().Where(row => row.DoneAt > since && row.Event == AlertEvent.Opened).ToListAsync(cancellationToken).ConfigureAwait(false);
        return told.Where(row => row.Told.Count > 0 && row.Details?.IsToldWithResolution != true)
            .GroupBy(row => (row.RouteId, row.Source, row.Kind)).ToDictionary(group => group.Key, group => group.Max(row => row.DoneAt!.Value) + LongGathering);
    }
}
