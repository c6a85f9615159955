using System.Text.Json;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Messages as they stand in the outbox.</summary>
internal static class MessagePayload
{
    public static string Write(AlertMessage message) => JsonSerializer.Serialize(message, MessageJson.Format);

    public static AlertMessage Read(string payload) => JsonSerializer.Deserialize<AlertMessage>(payload, MessageJson.Format)!;
}
