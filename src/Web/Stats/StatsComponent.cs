using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>The health of one component of a daemon.</summary>
/// <param name="Healthy">Whether the component works.</param>
/// <param name="Message">The daemon's message about it; empty if there is none.</param>
/// <param name="Metadata">Further values by name; may be empty.</param>
internal sealed record StatsComponent(
    [property: JsonPropertyName("healthy")] bool Healthy,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("metadata")] IReadOnlyDictionary<string, string> Metadata);
