using System.Globalization;
using FlextMonitor.Daemon.Figures;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Health;

/// <summary>Checks the free space of the volume that the daemon depends on.</summary>
internal sealed class DiskCheck(IOptions<HostFiguresOptions> options) : IHealthCheck
{
    private const double Gibibyte = 1L << 30;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        // Rounded, and without the free bytes: a value that changes with every written file would change the health with every sample.
        var path = options.Value.DiskPath;
        var data = new Dictionary<string, object> { ["path"] = path };
        try
        {
            var drive = new DriveInfo(path);
            var (free, total) = (drive.AvailableFreeSpace, drive.TotalSize);
            var minimum = options.Value.MinimumFreeBytes;
            var message = string.Create(CultureInfo.InvariantCulture, $"{free / Gibibyte:F1} GiB free of {total / Gibibyte:F1} GiB");
            return free >= minimum
                ? HealthCheckResult.Healthy(message, data)
                : HealthCheckResult.Degraded($"{message}; less than the {minimum} bytes of {HostFiguresOptions.Section}:MinimumFreeBytes", data: data);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return HealthCheckResult.Degraded($"cannot tell the free space: {failure.Message}", data: data);
        }
    }
}
