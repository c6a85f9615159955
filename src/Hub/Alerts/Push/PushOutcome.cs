using FlextMonitor.Hub.Alerts.Channels;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>The outcome of a message to one browser.</summary>
/// <param name="Answer">What its push service answered.</param>
/// <param name="IsGone">Whether the browser has ended the subscription.</param>
internal sealed record PushOutcome(ChannelAnswer Answer, bool IsGone);
