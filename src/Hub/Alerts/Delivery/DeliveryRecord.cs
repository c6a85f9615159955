using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Who has been told of some problems, and what still waits to be sent about them.</summary>
internal sealed class DeliveryRecord
{
    private readonly IReadOnlyList<DeliveryRow> _deliveries;
    private readonly IReadOnlyList<AnnouncementRow> _announcements;
    private readonly IReadOnlyDictionary<string, Problem> _problems;

    private DeliveryRecord(IReadOnlyList<DeliveryRow> deliveries, IReadOnlyList<AnnouncementRow> announcements, IReadOnlyDictionary<string, Problem> problems) =>
        (_deliveries, _announcements, _problems) = (deliveries, announcements, problems);

    /// <summary>Reads it in a transaction. Deliveries are tracked.</summary>
    public static async Task<DeliveryRecord> ReadAsync(AlertsDbContext context, IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        var deliveries = await context.Deliveries.Include(delivery => delivery.Problems).Where(delivery => delivery.Problems.Any(link => problems.Contains(link.ProblemId)))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var announcements = await context.Announcements.AsNoTracking().Where(row => problems.Contains(row.ProblemId) && row.DoneAt != null).ToListAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Problems.AsNoTracking().Where(row => problems.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Problem, cancellationToken).ConfigureAwait(false);
        return new DeliveryRecord(deliveries, announcements, rows);
    }

    /// <summary>The component of a problem: for a broken channel, the channel's id.</summary>
    public string? SubjectOf(string problem) => _problems.GetValueOrDefault(problem)?.Component;

    /// <summary>Whether a channel was told that a problem is open, or waits to be told.</summary>
    public bool WasTold(string problem, string channel) => OpeningsOf(problem, channel).Any(delivery => delivery.State is DeliveryState.Delivered or DeliveryState.Waiting);

    /// <summary>Whether a channel was told that a problem is over, or waits to be told.</summary>
    public bool WasToldOfEnd(string problem, string channel) => _deliveries.Any(delivery => delivery.ChannelId == channel && TellsEnd(delivery, problem) && delivery.State != DeliveryState.Withdrawn);

    /// <summary>The channels that a route told of a problem, and that took the message or have yet to.</summary>
    public IReadOnlyList<string> ToldOf(string problem, string route) =>
    [
        .. _announcements.Where(row => row.ProblemId == problem && row.RouteId == route)
            .SelectMany(row => row.Told.Where(channel => row.Details?.IsToldWithResolution == true || WasTold(problem, channel))).Distinct(),
    ];

    /// <summary>Takes problems that are over out of messages to a channel that were not sent yet: one message tells of the opening and of the end.</summary>
    public void WithdrawOpenings(string channel, IReadOnlyCollection<string> problems, DeliveriesUnderWay underWay, DateTimeOffset now)
    {
        foreach (var delivery in _deliveries.Where(delivery => delivery.ChannelId == channel && delivery.State == DeliveryState.Waiting && !underWay.Contains(delivery.Id)))
        {
            var over = delivery.Problems.Where(link => problems.Contains(link.ProblemId) && !TellsEnd(delivery, link.ProblemId)).ToList();
            if (over.Count == delivery.Problems.Count && over.Count > 0)
            {
                (delivery.State, delivery.NextAttemptAt, delivery.EndedAt) = (DeliveryState.Withdrawn, null, now);
            }
            else if (over.Count > 0)
            {
                Without(delivery, [.. over.Select(link => link.ProblemId)]);
            }
        }
    }

    private static void Without(DeliveryRow delivery, IReadOnlyCollection<string> problems)
    {
        var message = MessagePayload.Read(delivery.Payload);
        var left = message.Problems.Where(problem => !problems.Contains(problem.Id)).ToList();
        if (left.Count == 0)
        {
            return;
        }

        delivery.Payload = MessagePayload.Write(message with { Problems = left, More = Math.Max(0, message.More - (problems.Count - (message.Problems.Count - left.Count))) });
        foreach (var link in delivery.Problems.Where(link => problems.Contains(link.ProblemId)).ToList())
        {
            delivery.Problems.Remove(link);
        }
    }

    private IEnumerable<DeliveryRow> OpeningsOf(string problem, string channel) =>
        _deliveries.Where(delivery => delivery.ChannelId == channel && delivery.Problems.Any(link => link.ProblemId == problem) && !TellsEnd(delivery, problem));

    private static bool TellsEnd(DeliveryRow delivery, string problem) =>
        delivery.Problems.Any(link => link.ProblemId == problem) && delivery.Event switch
        {
            AlertEvent.Resolved or AlertEvent.Returned => true,
            AlertEvent.Flapping => MessagePayload.Read(delivery.Payload).ResolvedAt.ContainsKey(problem),
            _ => false,
        };
}
