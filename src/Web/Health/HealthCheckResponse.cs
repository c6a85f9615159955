namespace FlextMonitor.Web.Health;

/// <summary>What one check found.</summary>
/// <param name="Ok">Whether all is well.</param>
/// <param name="Message">What it says; null where it says nothing.</param>
internal sealed record HealthCheckResponse(bool Ok, string? Message);
