using FlextMonitor.Daemon.Tests.Figures;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Tests.Service;

public sealed class StatsTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;
    private static readonly Empty Nothing = new();

    [Fact]
    public async Task GetSystemStats_AfterAMinute_TellsHostAndRuns()
    {
        await using var daemon = await TestDaemon.StartAsync();
        await FirstStatsAsync(daemon);
        daemon.Pass(TimeSpan.FromSeconds(60));

        var stats = await Advancing.UntilAsync(daemon.Time, TimeSpan.FromMilliseconds(100), () => TryStatsAsync(daemon));
        var runs = await daemon.Client.ListExecutionsAsync(new ListExecutionsRequest(), cancellationToken: Ended).ResponseAsync.DefaultTimeout();

        stats.CpuUsage.ShouldBe(25);
        stats.MemoryUsage.ShouldBe(40);
        stats.UptimeSeconds.ShouldBeInRange(60, 120);
        stats.ActiveConnections.ShouldBe(1);
        stats.TotalExecutions.ShouldBe(runs.Total);
        stats.ActivePipelines.ShouldBe(runs.Executions.Count(run => run.Status is Status.Running or Status.Pending));
        var (good, bad) = (runs.Executions.Count(run => run.Status == Status.Success), runs.Executions.Count(run => run.Status == Status.Failed));
        stats.SuccessRate.ShouldBe(100.0 * good / (good + bad), 0.001);
    }

    [Fact]
    public async Task GetSystemStats_OnAnUnsupportedSystem_IsUnimplementedWithTheReason()
    {
        await using var daemon = await TestDaemon.StartAsync(new ScriptedHost { Unsupported = "only Linux has /proc" });

        await daemon.Client.GetSystemStatsAsync(Nothing, cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.Unimplemented, "only Linux has /proc");
    }

    [Fact]
    public async Task GetSystemStats_MeasuringFails_IsInternalWithTheReason()
    {
        await using var daemon = await TestDaemon.StartAsync(new ScriptedHost { Failure = new IOException("/proc/stat is gone") });

        await daemon.Client.GetSystemStatsAsync(Nothing, cancellationToken: Ended).ShouldBeRefusedAsync(StatusCode.Internal, "/proc/stat is gone");
        var health = await daemon.Client.HealthCheckAsync(Nothing, cancellationToken: Ended).ResponseAsync.DefaultTimeout();
        health.Healthy.ShouldBeFalse();
        health.Components["host"].Healthy.ShouldBeFalse();
        health.Components["host"].Message.ShouldContain("/proc/stat is gone");
    }

    [Fact]
    public async Task HealthCheck_AllWell_NamesEachComponent()
    {
        await using var daemon = await TestDaemon.StartAsync();

        var health = await daemon.Client.HealthCheckAsync(Nothing, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

        health.Healthy.ShouldBeTrue();
        health.Timestamp.ToDateTimeOffset().ShouldBe(daemon.Time.GetUtcNow());
        health.Components.Keys.ShouldBe(["runs", "host", "disk"], ignoreOrder: true);
        health.Components.ShouldAllBe(component => component.Key == component.Value.Name && component.Value.Message.Length > 0);
        health.Components["disk"].Message.ShouldMatch(@"^\d+\.\d GiB free of \d+\.\d GiB$");
    }

    [Fact]
    public async Task HealthCheck_DiskNearlyFull_SaysSo()
    {
        await using var daemon = await TestDaemon.StartAsync(settings: new()
        {
            ["Daemon:Host:MinimumFreeBytes"] = long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });

        var health = await daemon.Client.HealthCheckAsync(Nothing, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

        health.Healthy.ShouldBeFalse();
        health.Components["disk"].Message.ShouldContain("Daemon:Host:MinimumFreeBytes");
        health.Components["runs"].Healthy.ShouldBeTrue();
    }

    [Fact]
    public async Task GetSystemInfo_Samples_SaysWhatItIs()
    {
        await using var daemon = await TestDaemon.StartAsync();

        var info = await daemon.Client.GetSystemInfoAsync(Nothing, cancellationToken: Ended).ResponseAsync.DefaultTimeout();

        info.Version.ShouldMatch(@"^\d+\.\d+\.\d+$");
        info.Environment.ShouldBe("Test");
        info.PythonVersion.ShouldBeEmpty();
        info.MeltanoVersion.ShouldBeEmpty();
        info.Features["runs"].ShouldBe("samples");
    }

    private static Task<SystemStats> FirstStatsAsync(TestDaemon daemon)
    {
        var answer = daemon.Client.GetSystemStatsAsync(Nothing, cancellationToken: Ended).ResponseAsync;
        return Advancing.UntilAsync(daemon.Time, TimeSpan.FromMilliseconds(50), async () => answer.IsCompleted ? await answer : null);
    }

    private static async Task<SystemStats?> TryStatsAsync(TestDaemon daemon)
    {
        try
        {
            return await daemon.Client.GetSystemStatsAsync(Nothing, cancellationToken: Ended).ResponseAsync.DefaultTimeout();
        }
        catch (RpcException stale) when (stale.StatusCode == StatusCode.Internal)
        {
            // A minute went by in a moment: the figures are too old until the loop has caught up.
            return null;
        }
    }
}
