using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>Health of one component.</summary>
/// <param name="Healthy">Whether it works.</param>
/// <param name="Message">What the daemon says of it; empty where it says nothing.</param>
/// <param name="Metadata">Further facts.</param>
internal sealed record StatsComponent(
    [property: JsonPropertyName("healthy")] bool Healthy,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("metadata")] IReadOnlyDictionary<string, string> Metadata);
