using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Works out what is to be told of a change of a problem, by which route and when.</summary>
/// <param name="routes">All routes.</param>
/// <param name="delayOf">How long the message about a problem's opening is held back.</param>
internal sealed class AnnouncementPlan(IReadOnlyList<RouteRow> routes, Func<Problem, TimeSpan> delayOf)
{
    /// <summary>What happens within this time becomes one message.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private const string Over = "It was over before it was due.";
    private const string OverWhileDue = "It was over before it could be told. The message about its end tells both.";

    /// <summary>Applies a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="rows">The announcements of the same problem so far, which it changes.</param>
    /// <returns>Further announcements, perhaps none.</returns>
    public IReadOnlyList<AnnouncementRow> Apply(ProblemChange change, IReadOnlyList<AnnouncementRow> rows) =>
        change.IsResolution ? Resolve(change, rows) : Update(change, rows);

    /// <summary>Whether an announcement says that a problem is open.</summary>
    public static bool IsOpening(AnnouncementRow row) => row.Event is AlertEvent.Opened or AlertEvent.Flapping or AlertEvent.SilenceEnded;

    private List<AnnouncementRow> Update(ProblemChange change, IReadOnlyList<AnnouncementRow> rows)
    {
        var (problem, before, now) = (change.Problem, change.Before, change.At);
        var isSilenceEnd = before?.SilencedUntil is not null && problem.SilencedUntil is null;
        HoldOrRelease(change, rows, isSilenceEnd);
        if (HeldBackBecause(problem) is not null)
        {
            return [];
        }

        List<AnnouncementRow> added = [];
        foreach (var route in routes.Where(route => ProblemMatch.Matches(route.Match, problem)))
        {
            var opening = rows.FirstOrDefault(row => row.RouteId == route.Id && IsOpening(row) && (row.DoneAt is null || row.Told.Count > 0));
            if (isSilenceEnd && (opening is null || (opening.DoneAt is not null && problem.Acknowledged is null)))
            {
                added.Add(New(problem, route.Id, AlertEvent.SilenceEnded, now, TimeSpan.Zero));
            }
            else if (opening is null)
            {
                added.Add(New(problem, route.Id, problem.Kind == ProblemKinds.Flapping ? AlertEvent.Flapping : AlertEvent.Opened, now, delayOf(problem)));
            }
        }

        if (before is { Acknowledged: null } && problem.Acknowledged is not null)
        {
            added.AddRange(RoutesTold(rows).Select(route => New(problem, route, AlertEvent.Acknowledged, now, TimeSpan.Zero)));
        }

        if (before is not null && problem.Severity > before.Severity)
        {
            added.AddRange(RoutesTold(rows).Select(route => New(problem, route, AlertEvent.Reminder, now, TimeSpan.Zero)));
        }

        return added;
    }

    // What waits is taken up again only once nothing holds it back, with what was left of its time.
    private static void HoldOrRelease(ProblemChange change, IReadOnlyList<AnnouncementRow> rows, bool isSilenceEnd)
    {
        var (now, reason) = (change.At, HeldBackBecause(change.Problem));
        var isAcknowledgementEnd = change.Before?.Acknowledged is not null && change.Problem.Acknowledged is null;
        foreach (var row in rows.Where(row => row.DoneAt is null))
        {
            var details = row.Details ?? new AnnouncementDetails();
            if (reason is not null)
            {
                row.Details = row.DueAt is { } due ? details with { Remaining = due > now ? due - now : TimeSpan.Zero } : details;
                (row.DueAt, row.HeldBackBecause) = (null, reason);
            }
            else if (isSilenceEnd && IsOpening(row))
            {
                (row.DueAt, row.DoneAt) = (null, now);
            }
            else if (row.DueAt is null)
            {
                row.Details = details with { Remaining = null };
                (row.DueAt, row.HeldBackBecause) = (now + Longer(details.Remaining ?? TimeSpan.Zero, Gathering), null);
            }
            else if (isAcknowledgementEnd && details.AwaitsAcknowledgementEnd)
            {
                row.Details = details with { AwaitsAcknowledgementEnd = false };
                (row.DueAt, row.HeldBackBecause) = (now + Gathering, null);
            }
        }
    }

    private List<AnnouncementRow> Resolve(ProblemChange change, IReadOnlyList<AnnouncementRow> rows)
    {
        foreach (var row in rows.Where(row => row.DoneAt is null))
        {
            var channels = IsOpening(row) && row.DueAt <= change.At ? routes.FirstOrDefault(route => route.Id == row.RouteId)?.Channels ?? [] : [];
            row.Told = channels;
            row.Details = channels.Count > 0 ? (row.Details ?? new AnnouncementDetails()) with { IsToldWithResolution = true } : row.Details;
            row.HeldBackBecause = channels.Count > 0 ? OverWhileDue : row.HeldBackBecause ?? Over;
            (row.DueAt, row.DoneAt) = (null, change.At);
        }

        var resolution = change.Problem.Kind switch
        {
            ProblemKinds.Unreachable or ProblemKinds.OwnNetwork => AlertEvent.Returned,
            ProblemKinds.Flapping => AlertEvent.Flapping,
            _ => AlertEvent.Resolved,
        };
        return [.. RoutesTold(rows).Select(route => New(change.Problem, route, resolution, change.At, TimeSpan.Zero))];
    }

    private static List<string> RoutesTold(IReadOnlyList<AnnouncementRow> rows) => rows.Where(row => row.Told.Count > 0).Select(row => row.RouteId).Distinct().ToList();

    private static string? HeldBackBecause(Problem problem) => problem switch
    {
        { SilencedUntil: not null } => "It is silenced.",
        { PartOf: not null } => "Another problem explains it.",
        { UnseenSince: not null } => "It can be neither confirmed nor denied now.",
        _ => null,
    };

    private static AnnouncementRow New(Problem problem, string route, AlertEvent what, DateTimeOffset now, TimeSpan delay) => new()
    {
        ProblemId = problem.Id,
        RouteId = route,
        Event = what,
        Source = problem.Source,
        Kind = problem.Kind,
        At = now,
        DueAt = now + delay + Gathering,
        Details = new AnnouncementDetails { PlannedAt = now + delay + Gathering },
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
