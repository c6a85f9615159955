using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Delivery;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Reports;

/// <summary>Sends reports by the channels of alerts: as durable messages of the outbox, which are retried as those of problems are.</summary>
public sealed class ReportOutbox
{
    private readonly IDbContextFactory<AlertsDbContext> _store;
    private readonly IReadOnlyList<IAlertChannel> _kinds;
    private readonly AlertLinks _links;
    private readonly OutboxSignals _signals;
    private readonly TimeProvider _time;

    internal ReportOutbox(IDbContextFactory<AlertsDbContext> store, IEnumerable<IAlertChannel> kinds, AlertLinks links, OutboxSignals signals, TimeProvider time) =>
        (_store, _kinds, _links, _signals, _time) = (store, [.. kinds], links, signals, time);

    /// <summary>Stores a report as a message, unless it was stored before.</summary>
    /// <param name="delivery">The report.</param>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Cancels it; then nothing is stored.</param>
    /// <returns>False if there is no such channel, or it cannot carry reports.</returns>
    /// <exception cref="TermOverException">Another process leads now.</exception>
    public async Task<bool> AddAsync(ReportDelivery delivery, long? epoch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);

        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (await FindChannelAsync(delivery.ChannelId, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await context.InTermAsync(epoch, () => AddAsync(context, RowOf(delivery), cancellationToken), cancellationToken).ConfigureAwait(false);
        _signals.Send.Set();
        return true;
    }

    /// <summary>Tells how messages stand, by their ids. What is kept no longer is missing.</summary>
    public async Task<IReadOnlyDictionary<string, ReportStanding>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        string[] wanted = [.. ids];
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Deliveries.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Id, row => new ReportStanding(NotificationResponse.WordOf(row.State), row.Attempts, row.NextAttemptAt, row.Answer, row.EndedAt));
    }

    /// <summary>The channels that can carry reports, by name; may be empty.</summary>
    public async Task<IReadOnlyList<ReportChannel>> ChannelsAsync(CancellationToken cancellationToken)
    {
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Channels.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Select(Of).OfType<ReportChannel>()];
    }

    /// <summary>A channel; null if there is no such one that can carry reports.</summary>
    public async Task<ReportChannel?> FindChannelAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await _store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Channels.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false) is { } row ? Of(row) : null;
    }

    private ReportChannel? Of(ChannelRow row) => _kinds.FirstOrDefault(kind => kind.Kind == row.Kind) is { CarriesReports: true } kind
        ? new ReportChannel(row.Id, row.Name, row.Kind, row.BrokenSince is not null, kind.AttachesReports)
        : null;

    private static async Task<bool> AddAsync(AlertsDbContext context, DeliveryRow row, CancellationToken cancellationToken)
    {
        if (await context.Deliveries.AnyAsync(stored => stored.Id == row.Id, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        context.Deliveries.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private DeliveryRow RowOf(ReportDelivery delivery)
    {
        var now = _time.GetUtcNow();
        var message = new AlertMessage { Id = delivery.Id, Event = AlertEvent.Report, At = delivery.DueAt, IsLate = false, Problems = [], Report = delivery.Report, Link = _links.To(delivery.Path) };
        return new DeliveryRow
        {
            Id = delivery.Id,
            ChannelId = delivery.ChannelId,
            Event = AlertEvent.Report,
            Payload = MessagePayload.Write(message),
            State = DeliveryState.Waiting,
            At = delivery.DueAt,
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }
}
