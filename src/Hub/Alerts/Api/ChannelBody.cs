using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>The body of a request for a channel.</summary>
/// <param name="Name">What people call it, 1 to 100 characters.</param>
/// <param name="Kind">Its kind, such as <c>webhook</c>. It cannot be changed.</param>
/// <param name="Settings">The settings of its kind. A secret that is left out keeps what is stored; one that is null is taken away.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChannelBody(string? Name, string? Kind, JsonElement? Settings = null)
{
    /// <summary>Only what is no secret, so that none reaches a log.</summary>
    public override string ToString() => $"{nameof(ChannelBody)} {Name}";
}

/// <summary>A channel, without its secrets.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Settings">The settings that are no secrets.</param>
/// <param name="Secrets">The names of the secrets that are stored.</param>
/// <param name="Broken">Since when and why it refuses messages; <c>null</c> while it takes them.</param>
internal sealed record ChannelResponse(string Id, string Name, string Kind, JsonObject Settings, IReadOnlyList<string> Secrets, BrokenChannel? Broken)
{
    public static ChannelResponse Of(ChannelRow row, ChannelSettings settings) => new(
        row.Id,
        row.Name,
        row.Kind,
        row.Settings,
        [.. (settings.TryReadSecrets(row) ?? []).Select(secret => secret.Key).Order(StringComparer.Ordinal)],
        row.BrokenSince is { } since ? new BrokenChannel(since, row.BrokenBecause ?? "") : null);
}

/// <summary>Since when and why a channel refuses messages.</summary>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Reason">What it answered.</param>
internal sealed record BrokenChannel(DateTimeOffset Since, string Reason);

/// <summary>Channels.</summary>
/// <param name="Channels">In the order of their names; may be empty.</param>
/// <param name="Kinds">The kinds of channels that can be made.</param>
internal sealed record ChannelsResponse(IReadOnlyList<ChannelResponse> Channels, IReadOnlyList<string> Kinds);

/// <summary>The outcome of a test message.</summary>
/// <param name="Result"><c>delivered</c>, <c>failed</c> or <c>refused</c>.</param>
/// <param name="Answer">What the receiver said, or why it could not be asked.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record ChannelTestResponse(string Result, string Answer, long Milliseconds);
