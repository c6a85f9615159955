using System.Text.Json;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>What a webhook is sent.</summary>
/// <param name="Event">What the message is about.</param>
/// <param name="Late">Whether it is sent more than 60 s after it happened.</param>
/// <param name="Problems">The problems it is about, the most severe first, at most 20.</param>
/// <param name="More">How many further problems it is about, 0 or more.</param>
/// <param name="Link">The page that shows it.</param>
/// <param name="Unseen">What ran unseen; left out unless a daemon has returned.</param>
/// <param name="Report">The report that it brings; left out unless it brings one.</param>
internal sealed record WebhookBody(
    AlertEvent Event,
    bool Late,
    IReadOnlyList<Problem> Problems,
    int More,
    Uri Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UnseenReport? Unseen,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WebhookReport? Report)
{
    /// <summary>The body of a message, as UTF-8 JSON.</summary>
    public static byte[] Write(AlertMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookBody(message.Event, message.IsLate, message.Problems, message.More, message.Link, message.Unseen, WebhookReport.Of(message.Report)), MessageJson.Format);
}
