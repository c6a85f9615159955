using System.Collections.Concurrent;
using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Health;

/// <summary>Makes all health checks again and again, each beside the others. Callers read the last results: anyone may ask, and a check may write to a disk or wait for a store.</summary>
internal sealed partial class HealthWatch(IServiceScopeFactory scopes, IOptions<HealthCheckServiceOptions> options, TimeProvider time, ILogger<HealthWatch> logger) : SupervisedService
{
    /// <summary>The time between two runs of a check.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>How long a check may take. One that takes longer counts as failed, and is not begun again before it ends.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly HealthReportEntry NotYet = new(HealthStatus.Unhealthy, "Not checked yet.", TimeSpan.Zero, exception: null, data: null);

    private readonly ConcurrentDictionary<string, HealthReportEntry> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _failing = new(StringComparer.Ordinal);

    /// <summary>The last results, in the order of the registrations.</summary>
    public HealthReport Report() => new(
        options.Value.Registrations.ToDictionary(check => check.Name, check => _last.TryGetValue(check.Name, out var last) ? last : NotYet), TimeSpan.Zero);

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [.. options.Value.Registrations.Select(check =>
        new SupervisedLoop($"The health check {check.Name}", cancellationToken => RunAsync(check, cancellationToken), new(), time, logger))];

    private async Task RunAsync(HealthCheckRegistration check, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        Task<HealthReportEntry>? running = null;
        do
        {
            running ??= Task.Run(() => CheckAsync(check, cancellationToken), cancellationToken);
            Note(check.Name, await WithinLimitAsync(running, check, cancellationToken));
            running = running.IsCompleted ? null : running;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<HealthReportEntry> WithinLimitAsync(Task<HealthReportEntry> running, HealthCheckRegistration check, CancellationToken cancellationToken)
    {
        try
        {
            return await running.WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return TooSlow(check);
        }
    }

    private static HealthReportEntry TooSlow(HealthCheckRegistration check) =>
        new(check.FailureStatus, $"The check has not ended within {Limit.TotalSeconds:0} s.", Limit, exception: null, data: null);

    private async Task<HealthReportEntry> CheckAsync(HealthCheckRegistration check, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var result = await check.Factory(scope.ServiceProvider).CheckHealthAsync(new HealthCheckContext { Registration = check }, either.Token);
            return new HealthReportEntry(result.Status, result.Description, time.GetElapsedTime(began), result.Exception, result.Data);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TooSlow(check);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a check throws makes it fail. Its text may hold names of the inside, and anyone may read the answer.
            return new HealthReportEntry(check.FailureStatus, "The check failed. The log says why.", time.GetElapsedTime(began), exception, data: null);
        }
    }

    private void Note(string name, HealthReportEntry entry)
    {
        var isFirst = !_last.ContainsKey(name);
        _last[name] = entry;
        var isFailing = entry.Status == HealthStatus.Unhealthy;

        // What is not there yet at the start is no failure.
        if (isFirst || isFailing == _failing.ContainsKey(name))
        {
            return;
        }

        if (isFailing)
        {
            _failing[name] = true;
            Log.Failed(logger, entry.Exception, name, entry.Description);
        }
        else
        {
            _failing.TryRemove(name, out _);
            Log.Recovered(logger, name, entry.Description);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3031, LogLevel.Warning, "The health check {Check} fails: {Description}")]
        public static partial void Failed(ILogger logger, Exception? exception, string check, string? description);

        [LoggerMessage(3032, LogLevel.Information, "The health check {Check} fails no longer: {Description}")]
        public static partial void Recovered(ILogger logger, string check, string? description);
    }
}
