namespace FlextMonitor.Web.Health;

/// <summary>The result of one check.</summary>
/// <param name="Ok">Whether the check succeeded.</param>
/// <param name="Message">Its explanation; <c>null</c> if it gave none.</param>
internal sealed record HealthCheckResponse(bool Ok, string? Message);
