using System.Globalization;
using FlextMonitor.Daemon.Meltano.Project;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Meltano.Health;

/// <summary>Checks the project's files.</summary>
internal sealed class ProjectCheck(ProjectFiles files) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (files.Broken is { } broken)
        {
            return files.Current is null
                ? HealthCheckResult.Unhealthy($"{broken}. No pipelines are known until this is mended")
                : HealthCheckResult.Degraded($"{broken}. The pipelines are those of the last version that could be read");
        }

        if (files.Failure is { } failure)
        {
            return HealthCheckResult.Degraded(failure);
        }

        var (project, mistakes) = (files.Current!, files.Catalog.Mistakes);
        return mistakes.Length > 0
            ? HealthCheckResult.Degraded(string.Join("; ", mistakes))
            : HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"jobs: {project.Jobs.Length}, schedules: {project.Schedules.Length}, files: {project.Files.Length}"));
    }
}
