namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>The outcome of an attempt to deliver a message.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Answer">What the receiver said, or why it could not be asked: one line of at most 300 characters, without secrets.</param>
/// <param name="RetryAfter">How long the receiver asks to wait, more than 0; null if it does not say.</param>
internal sealed record ChannelAnswer(DeliveryResult Result, string Answer, TimeSpan? RetryAfter = null);
