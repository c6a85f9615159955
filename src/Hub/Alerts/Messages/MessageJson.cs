using System.Text.Json;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Hub.Alerts.Messages;

/// <summary>How messages are written as JSON: as everything is on the wire.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Format { get; } = CreateFormat();

    private static JsonSerializerOptions CreateFormat()
    {
        var options = new JsonSerializerOptions();
        WireFormat.ConfigureJson(options);
        return options;
    }
}
