using System.Text.Json;
using FlextMonitor.Contracts.Wire;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>Messages as they stand in the outbox.</summary>
internal static class MessagePayload
{
    private static readonly JsonSerializerOptions Format = CreateFormat();

    public static string Write(AlertMessage message) => JsonSerializer.Serialize(message, Format);

    public static AlertMessage Read(string payload) => JsonSerializer.Deserialize<AlertMessage>(payload, Format)!;

    private static JsonSerializerOptions CreateFormat()
    {
        var options = new JsonSerializerOptions();
        WireFormat.ConfigureJson(options);
        return options;
    }
}
