using System.Text.Json.Serialization;

namespace FlextMonitor.Web.Health;

/// <summary>The result of one check.</summary>
/// <param name="Ok">Whether the check succeeded.</param>
/// <param name="Message">Its explanation; <c>null</c> if it gave none.</param>
/// <param name="Data">Further facts by name; absent if there are none.</param>
internal sealed record HealthCheckResponse(bool Ok, string? Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, object>? Data = null);
