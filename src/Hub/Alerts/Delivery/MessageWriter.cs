using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Rules;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Writes messages into the outbox.</summary>
internal sealed class MessageWriter(AlertLinks links, IRuleSource rules, IEnumerable<IAlertChannel> kinds, DeliveriesUnderWay underWay)
{
    private const int MostListed = 20;

    /// <summary>Writes one message for each channel, and notes in the announcements who is told.</summary>
    /// <param name="context">The context of the transaction.</param>
    /// <param name="occasion">What it is written for.</param>
    /// <param name="rows">The announcements, perhaps none.</param>
    /// <param name="problems">Their problems, by id.</param>
    /// <param name="unseen">What ran unseen, by the problem's id.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task WriteAsync(
        AlertsDbContext context, MessageOccasion occasion, IReadOnlyList<AnnouncementRow> rows, IReadOnlyDictionary<string, ProblemRow> problems, IReadOnlyDictionary<string, UnseenReport> unseen, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var known = await DeliveryRecord.ReadAsync(context, [.. rows.Select(row => row.ProblemId).Distinct()], cancellationToken).ConfigureAwait(false);
        foreach (var channel in await ChannelsAsync(context, occasion, rows, known, cancellationToken).ConfigureAwait(false))
        {
            var told = rows.Where(row => IsFor(row, channel, occasion, known)).ToList();
            if (occasion.IsOver)
            {
                known.WithdrawOpenings(channel.Id, [.. told.Select(row => row.ProblemId)], underWay, occasion.Now);
            }

            // A service that keeps an incident for each problem needs to be told of every one.
            foreach (var part in told.Chunk(kinds.First(kind => kind.Kind == channel.Kind).MirrorsAcknowledgement ? MostListed : int.MaxValue))
            {
                context.Deliveries.Add(DeliveryOf(channel, occasion, [.. part], problems, unseen));
            }

            foreach (var row in rows.Where(row => told.Contains(row) || known.WasTold(row.ProblemId, channel.Id)))
            {
                row.Told = [.. row.Told.Append(channel.Id).Distinct()];
            }
        }

        foreach (var row in rows)
        {
            row.HeldBackBecause = row.Told.Count > 0 ? null : row.HeldBackBecause ?? "It has no channel that can be told.";
            (row.DueAt, row.DoneAt) = (null, occasion.Now);
            context.Announcements.AddRange(occasion.IsOver ? [] : FollowUps.Of(row, occasion));
        }

        // What is told for the next route depends on who has been told.
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ChannelRow>> ChannelsAsync(
        AlertsDbContext context, MessageOccasion occasion, IReadOnlyList<AnnouncementRow> rows, DeliveryRecord known, CancellationToken cancellationToken)
    {
        var isAcknowledgement = occasion.Event == AlertEvent.Acknowledged;
        string[] ids = [.. occasion.IsOver || isAcknowledgement ? rows.SelectMany(row => known.ToldOf(row.ProblemId, row.RouteId)).Distinct() : occasion.Route?.Channels ?? []];
        var channels = await context.Channels.AsNoTracking().Where(channel => ids.Contains(channel.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. channels.Where(channel => kinds.Any(kind => kind.Kind == channel.Kind && (kind.MirrorsAcknowledgement || !isAcknowledgement))).OrderBy(channel => Array.IndexOf(ids, channel.Id))];
    }

    // A channel of two routes is told once, and one that refuses messages is not told of that.
    private static bool IsFor(AnnouncementRow row, ChannelRow channel, MessageOccasion occasion, DeliveryRecord known) => (occasion.IsOver, occasion.Event) switch
    {
        _ when row.Kind == ProblemKinds.ChannelBroken && known.SubjectOf(row.ProblemId) == channel.Id => false,
        (true, _) => known.ToldOf(row.ProblemId, row.RouteId).Contains(channel.Id) && !known.WasToldOfEnd(row.ProblemId, channel.Id),
        (_, AlertEvent.Opened or AlertEvent.Flapping) => !known.WasTold(row.ProblemId, channel.Id),
        _ => true,
    };

    private DeliveryRow DeliveryOf(
        ChannelRow channel, MessageOccasion occasion, List<AnnouncementRow> told, IReadOnlyDictionary<string, ProblemRow> problems, IReadOnlyDictionary<string, UnseenReport> unseen)
    {
        var id = Guid.CreateVersion7(occasion.Now).ToString("n");
        List<ProblemRow> about = [.. told.Select(row => problems[row.ProblemId]).DistinctBy(row => row.Id).OrderByDescending(row => row.Severity).ThenBy(row => row.Since)];
        var listed = about.Take(MostListed).ToList();
        var message = new AlertMessage
        {
            Id = id,
            Event = occasion.Event,
            At = told.Min(row => row.At),
            IsLate = false,
            Problems = [.. listed.Select(row => row.Problem)],
            More = about.Count - listed.Count,
            ResolvedAt = listed.Where(row => row.ResolvedAt is not null).ToDictionary(row => row.Id, row => row.ResolvedAt!.Value),
            Unseen = occasion.Event == AlertEvent.Returned ? UnseenReports.Join([.. listed.Select(row => unseen.GetValueOrDefault(row.Id)).OfType<UnseenReport>()]) : null,
            Runbooks = listed.Select(row => (row.Id, Text: rules.RuleOf(row.Problem)?.Runbook)).Where(entry => entry.Text is not null).ToDictionary(entry => entry.Id, entry => entry.Text!),
            Link = links.To(about),
        };
        return new DeliveryRow
        {
            Id = id,
            ChannelId = channel.Id,
            RouteId = told[0].RouteId,
            Event = occasion.Event,
            Payload = MessagePayload.Write(message),
            State = DeliveryState.Waiting,
            At = told.Min(row => row.Details?.PlannedAt ?? row.At),
            CreatedAt = occasion.Now,
            NextAttemptAt = occasion.Now,
            Problems = [.. about.Select(row => new DeliveryProblemRow { DeliveryId = id, ProblemId = row.Id })],
        };
    }
}
