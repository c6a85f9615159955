using FlextMonitor.Daemon.Meltano.Runs;
using FlextMonitor.Daemon.Meltano.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Meltano.Health;

/// <summary>Checks whether there is a folder of logs that can be read, once there are runs.</summary>
internal sealed class LogFolderCheck(MeltanoOptions options, IRunLogs logs, RunIndex index) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var found = logs.Folders.Where(Directory.Exists).ToList();
        if (found.Count == 0)
        {
            return index.Snapshot.Rows.IsEmpty
                ? HealthCheckResult.Healthy("no runs and no logs yet")
                : HealthCheckResult.Degraded($"there is no folder {string.Join(" or ", logs.Folders)}: set {options.Key}:{nameof(MeltanoOptions.LogDirectory)} to where Meltano writes the logs of this project");
        }

        try
        {
            var filled = found.Where(folder => Directory.EnumerateFileSystemEntries(folder).Any()).ToList();
            return HealthCheckResult.Healthy(filled.Count > 0 ? $"reads {string.Join(" and ", filled)}" : $"no logs yet in {string.Join(" and ", found)}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded($"{failure.Message}. Give the user of the daemon the right to read the logs");
        }
    }
}
