using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>One attempt to send a message.</summary>
/// <param name="BeganAt">When the request began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record DeliveryAttempt(DateTimeOffset BeganAt, TimeSpan Duration, ChannelAnswer Answer)
{
    /// <summary>Where the message stands after it.</summary>
    /// <param name="delivery">The message before it.</param>
    /// <param name="now">The present time.</param>
    public DeliveryOutcome OutcomeOf(DeliveryRow delivery, DateTimeOffset now)
    {
        if (Answer.Result != DeliveryResult.Failed)
        {
            return new DeliveryOutcome(Answer.Result == DeliveryResult.Delivered ? DeliveryState.Delivered : DeliveryState.Refused, null, now);
        }

        var next = now + RetryTimes.WaitAfter(delivery.Attempts + 1, Answer.RetryAfter);
        return next > delivery.CreatedAt + RetryTimes.Longest ? new DeliveryOutcome(DeliveryState.GivenUp, null, now) : new DeliveryOutcome(DeliveryState.Waiting, next, null);
    }
}

/// <summary>Where a message stands after an attempt.</summary>
/// <param name="State">Its state.</param>
/// <param name="NextAttemptAt">When it is tried again; null if it is not.</param>
/// <param name="EndedAt">When it ended; null if it has not.</param>
internal sealed record DeliveryOutcome(DeliveryState State, DateTimeOffset? NextAttemptAt, DateTimeOffset? EndedAt);
