using FlextMonitor.Testing;
using FlextMonitor.Web.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Web.Tests.Health;

/// <summary>The health checks, which the host makes by itself.</summary>
public sealed class HealthWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_HoweverOftenItIsRead_MakesNoCheck_AndFollowsTheChecks()
    {
        var made = 0;
        var isFailing = false;
        await using var services = Services(() =>
        {
            Interlocked.Increment(ref made);
            return Task.FromResult(Volatile.Read(ref isFailing) ? HealthCheckResult.Unhealthy("full") : HealthCheckResult.Healthy("room"));
        });
        using var watch = Create(services);
        watch.Report().Status.ShouldBe(HealthStatus.Unhealthy);

        await watch.StartAsync(Cancelled);
        await Eventually.IsAsync(() => watch.Report().Status == HealthStatus.Healthy);
        for (var i = 0; i < 100; i++)
        {
            watch.Report();
        }

        Volatile.Read(ref made).ShouldBe(1);
        Volatile.Write(ref isFailing, true);
        await UntilAsync(watch, HealthStatus.Unhealthy);
        Volatile.Write(ref isFailing, false);
        await UntilAsync(watch, HealthStatus.Healthy);
        await watch.StopAsync(Cancelled).DefaultTimeout();

        _log.Entries.Select(entry => (entry.Level, entry.Message)).ShouldBe(
        [
            (LogLevel.Warning, "The health check disk fails: full"),
            (LogLevel.Information, "The health check disk fails no longer: room"),
        ]);
    }

    [Fact]
    public async Task Report_OfACheckThatDoesNotEnd_IsUnhealthy_AndItIsNotBegunAgain()
    {
        var made = 0;
        var end = new TaskCompletionSource<HealthCheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var services = Services(() =>
        {
            Interlocked.Increment(ref made);
            return end.Task;
        });
        using var watch = Create(services);
        await watch.StartAsync(Cancelled);
        await Eventually.IsAsync(() => Volatile.Read(ref made) == 1);

        await Eventually.IsAsync(() =>
        {
            _time.Advance(HealthWatch.Limit);
            return watch.Report().Entries["disk"].Description == "The check has not ended within 5 s.";
        });
        Volatile.Read(ref made).ShouldBe(1);
        end.SetResult(HealthCheckResult.Healthy("room"));
        await UntilAsync(watch, HealthStatus.Healthy);

        await watch.StopAsync(Cancelled).DefaultTimeout();
    }

    private Task UntilAsync(HealthWatch watch, HealthStatus status) => Eventually.IsAsync(() =>
    {
        _time.Advance(HealthWatch.Period);
        return watch.Report().Status == status;
    });

    private static ServiceProvider Services(Func<Task<HealthCheckResult>> check) =>
        new ServiceCollection().AddLogging().AddHealthChecks().AddAsyncCheck("disk", check).Services.BuildServiceProvider();

    private HealthWatch Create(ServiceProvider services) => new(
        services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<IOptions<HealthCheckServiceOptions>>(), _time, _log.For<HealthWatch>());
}
