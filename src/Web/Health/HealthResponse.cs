using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Health;

/// <summary>The health of this process.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>; for <c>/health/live</c> always <c>live</c>.</param>
/// <param name="Checks">The results of the checks, by name; empty for <c>/health/live</c>.</param>
/// <param name="Daemons">The state of each watched daemon: by name for who may watch it, and by number for others. Does not decide <paramref name="Status"/>.</param>
internal sealed record HealthResponse(string Status, IReadOnlyDictionary<string, HealthCheckResponse> Checks, IReadOnlyDictionary<string, SourceState> Daemons);
