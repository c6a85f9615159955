using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Health;

/// <summary>Runs the checks and logs each component once per change of its status: the framework logs a failure with every call.</summary>
internal sealed partial class HealthLog(HealthCheckService checks, ILogger<HealthLog> logger)
{
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new();

    /// <summary>Runs all checks now.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        foreach (var (name, entry) in report.Entries)
        {
            Note(name, entry);
        }

        return report;
    }

    private void Note(string name, HealthReportEntry entry)
    {
        var before = _last.GetValueOrDefault(name, HealthStatus.Healthy);
        _last[name] = entry.Status;
        if (before == entry.Status)
        {
            return;
        }

        if (entry.Status == HealthStatus.Healthy)
        {
            Log.HealthyAgain(logger, name, entry.Description);
        }
        else
        {
            Log.NotHealthy(logger, name, entry.Status, entry.Description, entry.Exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4011, LogLevel.Warning, "{Component} is {Status}: {Reason}")]
        public static partial void NotHealthy(ILogger logger, string component, HealthStatus status, string? reason, Exception? exception);

        [LoggerMessage(4012, LogLevel.Information, "{Component} is healthy again: {Reason}")]
        public static partial void HealthyAgain(ILogger logger, string component, string? reason);
    }
}
