using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>Health of one daemon.</summary>
/// <param name="Healthy">What it says of itself as a whole.</param>
/// <param name="Components">Its components by name.</param>
internal sealed record StatsHealth(
    [property: JsonPropertyName("healthy")] bool Healthy,
    [property: JsonPropertyName("components")] IReadOnlyDictionary<string, StatsComponent> Components);
