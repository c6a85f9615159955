using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Hub.Storage;

/// <summary>Whether the data folder can be written. On a full disk reading goes on, so that nothing else would tell.</summary>
internal sealed class DataFolderHealthCheck(DataDirectory data, TimeProvider time) : IHealthCheck
{
    /// <summary>How long a result serves further calls: anyone may ask, and each check waits for the disk.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private (long At, HealthCheckResult Result)? _last;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= Lifetime)
            {
                _last = last = (time.GetTimestamp(), Check());
            }

            return Task.FromResult(last.Result);
        }
    }

    private HealthCheckResult Check()
    {
        try
        {
            data.Probe();
            return HealthCheckResult.Healthy("The data folder can be written.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The data folder cannot be written. Nobody new can sign in, and nothing can be changed.", exception);
        }
    }
}
