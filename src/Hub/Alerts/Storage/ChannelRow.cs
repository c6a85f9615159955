using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>A way to tell people.</summary>
internal sealed class ChannelRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary><see cref="Channels.IAlertChannel.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its settings without secrets.</summary>
    public required JsonObject Settings { get; set; }

    /// <summary>Its secrets as an encrypted JSON object; null if it has none.</summary>
    public string? Secrets { get; set; }

    /// <summary>Since when it refuses messages; null while it takes them.</summary>
    public DateTimeOffset? BrokenSince { get; set; }

    /// <summary>What it answered; null while it takes messages.</summary>
    public string? BrokenBecause { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An e-mail address, or the name of a token.</summary>
    public required string UpdatedBy { get; set; }
}
