using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Stats;

/// <summary>The health of one daemon.</summary>
/// <param name="Healthy">Whether the daemon reports itself as healthy.</param>
/// <param name="Components">Its components by name; may be empty.</param>
internal sealed record StatsHealth(
    [property: JsonPropertyName("healthy")] bool Healthy,
    [property: JsonPropertyName("components")] IReadOnlyDictionary<string, StatsComponent> Components);
