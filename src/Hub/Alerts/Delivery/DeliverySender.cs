using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Mail;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Tries once to send a message of the outbox, and stores what came of it.</summary>
internal sealed partial class DeliverySender(
    IDbContextFactory<AlertsDbContext> store, ChannelSettings settings, IEnumerable<IAlertChannel> kinds, IReportFiles files, BrokenChannels broken, DeliveryMetrics metrics, TimeProvider time, ILogger<DeliverySender> logger)
{
    /// <summary>A message that is sent later than this says when it happened.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt may take, unless it brings a file along.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(15);

    /// <summary>A process that was stopped for longer between its claim and the attempt leaves the message to the process that claims it next.</summary>
    private static readonly TimeSpan LongestHesitation = TimeSpan.FromSeconds(5);

    private const string UnknownKind = "This release does not know its kind.";
    private const string NoSecrets = "Its secrets cannot be decrypted any more. Enter them again.";

    /// <summary>Sends a message, unless it was taken back meanwhile.</summary>
    /// <param name="id">The delivery's id.</param>
    /// <param name="epoch">The leader's term; null where one process is alone.</param>
    /// <param name="cancellationToken">Cancels the attempt: the message stays in the outbox.</param>
    /// <exception cref="TermOverException">Another process sends now.</exception>
    public async Task SendAsync(string id, long? epoch, CancellationToken cancellationToken)
    {
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (await context.Deliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.State == DeliveryState.Waiting, cancellationToken).ConfigureAwait(false) is not { } delivery)
        {
            return;
        }

        // Stored first: a store that takes nothing any more must not lead to the same message again and again.
        var claiming = time.GetTimestamp();
        if (await ClaimAsync(context, delivery, epoch, cancellationToken).ConfigureAwait(false) == 0)
        {
            return;
        }

        var channel = await context.Channels.AsNoTracking().SingleOrDefaultAsync(row => row.Id == delivery.ChannelId, cancellationToken).ConfigureAwait(false);
        if (time.GetElapsedTime(claiming) > LongestHesitation)
        {
            return;
        }

        var (began, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        if (delivery.FirstAttemptAt is null)
        {
            metrics.Began(channel?.Kind, began - delivery.At);
        }

        var answer = channel is null ? new ChannelAnswer(DeliveryResult.Refused, "The channel was deleted.") : await TryAsync(channel, delivery, began, cancellationToken).ConfigureAwait(false);
        await StoreAsync(context, delivery, channel, new DeliveryAttempt(began, time.GetElapsedTime(timestamp), answer), CancellationToken.None).ConfigureAwait(false);
    }

    private Task<int> ClaimAsync(AlertsDbContext context, DeliveryRow delivery, long? epoch, CancellationToken cancellationToken)
    {
        // A process that is killed in the middle of an attempt leaves the message to be tried again after this.
        var until = time.GetUtcNow() + LongestAttemptOf(delivery) + LongestHesitation;
        return context.InTermAsync(
            epoch,
            () => context.Deliveries.Where(row => row.Id == delivery.Id && row.State == DeliveryState.Waiting && row.NextAttemptAt == delivery.NextAttemptAt)
                .ExecuteUpdateAsync(row => row.SetProperty(to => to.NextAttemptAt, until).SetProperty(to => to.Attempts, delivery.Attempts + 1), cancellationToken),
            cancellationToken);
    }

    private async Task<ChannelAnswer> TryAsync(ChannelRow channel, DeliveryRow delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (kinds.FirstOrDefault(kind => kind.Kind == channel.Kind) is not { } kind)
        {
            return new ChannelAnswer(DeliveryResult.Refused, UnknownKind);
        }

        if (settings.TryRead(channel) is not { } complete)
        {
            return new ChannelAnswer(DeliveryResult.Refused, NoSecrets);
        }

        var message = MessagePayload.Read(delivery.Payload) with { IsLate = now - delivery.At > LateAfter };
        var longest = LongestAttemptOf(delivery);
        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await kind.SendAsync(complete, await WithFileAsync(kind, message, either.Token).ConfigureAwait(false), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChannelAnswer(DeliveryResult.Failed, $"No answer within {longest.TotalSeconds:0} s.");
        }
    }

    private async Task<AlertMessage> WithFileAsync(IAlertChannel kind, AlertMessage message, CancellationToken cancellationToken) =>
        message.Report is { IsAttached: true } report && kind.AttachesReports
            ? message with { Report = report with { Content = await files.ReadAsync(report.FileId, cancellationToken).ConfigureAwait(false) } }
            : message;

    private static TimeSpan LongestAttemptOf(DeliveryRow delivery) =>
        LongestAttempt + (delivery.Event == AlertEvent.Report && MessagePayload.Read(delivery.Payload).Report is { IsAttached: true } report ? UploadTime.OfEncoded(report.Bytes) : TimeSpan.Zero);

    private async Task StoreAsync(AlertsDbContext context, DeliveryRow delivery, ChannelRow? channel, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        var outcome = attempt.OutcomeOf(delivery, time.GetUtcNow());

        // Another process may have begun a further attempt meanwhile, if this one was stopped.
        await context.Deliveries.Where(row => row.Id == delivery.Id && row.State == DeliveryState.Waiting && row.Attempts == delivery.Attempts + 1).ExecuteUpdateAsync(
            row => row.SetProperty(to => to.State, outcome.State).SetProperty(to => to.NextAttemptAt, outcome.NextAttemptAt).SetProperty(to => to.EndedAt, outcome.EndedAt)
                .SetProperty(to => to.FirstAttemptAt, delivery.FirstAttemptAt ?? attempt.BeganAt)
                .SetProperty(to => to.LastAttemptAt, attempt.BeganAt).SetProperty(to => to.LastAttemptMs, (int)attempt.Duration.TotalMilliseconds).SetProperty(to => to.Answer, attempt.Answer.Answer),
            cancellationToken).ConfigureAwait(false);
        metrics.Attempted(channel?.Kind, outcome.State);
        if (channel is null)
        {
            return;
        }

        if (outcome.State is DeliveryState.Refused or DeliveryState.GivenUp)
        {
            Log.Broken(logger, channel.Name, channel.Kind, attempt.Answer.Answer);
            await broken.NoteAsync(channel.Id, attempt.Answer.Answer, cancellationToken).ConfigureAwait(false);
        }
        else if (outcome.State == DeliveryState.Delivered && channel.BrokenSince is not null)
        {
            await broken.ForgetAsync(channel.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2141, LogLevel.Error, "The channel {Channel} ({Kind}) takes no messages: {Answer}")]
        public static partial void Broken(ILogger logger, string channel, string kind, string answer);
    }
}
