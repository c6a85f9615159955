using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>Whether the dashboards of the folder can be read. A bad file is no reason to take a hub out of service.</summary>
internal sealed class ProvisioningHealthCheck(ProvisionedDashboards provisioned) : IHealthCheck
{
    private const int MostNamed = 5;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check(provisioned));

    private static HealthCheckResult Check(ProvisionedDashboards provisioned)
    {
        var contents = provisioned.Contents;
        return provisioned.Folder is null ? HealthCheckResult.Healthy("No folder of dashboards is set.")
            : contents.Problem is not null ? HealthCheckResult.Degraded("The folder of dashboards cannot be read as a whole. The log says why.")
            : contents.Bad.Count > 0 ? HealthCheckResult.Degraded($"{contents.Bad.Count} of {contents.Files.Count} files of dashboards cannot be used: {string.Join("; ", contents.Bad.Take(MostNamed).Select(PlaceOf))}.")
            : HealthCheckResult.Healthy($"{contents.Dashboards.Count} dashboards come from files.");
    }

    // Not what stands there: anyone may ask.
    private static string PlaceOf(ProvisionedFile file) => $"{file.Path}, line {file.Errors[0].Line ?? 1}, {(file.Errors[0].Pointer.Length == 0 ? "/" : file.Errors[0].Pointer)}";
}
