using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Health;

/// <summary>How this process stands.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>; <c>live</c> where only that was asked.</param>
/// <param name="Checks">What was checked, by name.</param>
/// <param name="Daemons">How each watched daemon stands, by name. Does not decide <paramref name="Status"/>.</param>
internal sealed record HealthResponse(string Status, IReadOnlyDictionary<string, HealthCheckResponse> Checks, IReadOnlyDictionary<string, SourceState> Daemons);
