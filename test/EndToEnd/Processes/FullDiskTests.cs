using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using SystemStats = FlextMonitor.Proto.SystemStats;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>A monitor whose disk is full keeps showing what is live, says what it cannot do, and goes on by itself once there is room.</summary>
[Collection(nameof(RealProcesses))]
public sealed class FullDiskTests
{
    [Fact]
    public async Task FullDisk_PausesHistoryWithTheReason_WhileLiveGoesOn_UntilThereIsRoom()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var monitor = await MonitorProcess.StartAsync([("default", daemon.Address)], ("DataDirectory", disk.Path));
        var token = await monitor.SignInAsync();
        await using var subscriber = await monitor.SubscribeAsync(token, HubProtocolKind.Json);
        await Eventually.GetAsync(() => StateAsync(monitor, token), state => state["writtenUntil"] is not null);

        disk.Fill();
        var paused = await Eventually.GetAsync(() => StateAsync(monitor, token), state => state["pausedBecause"] is not null);
        await Eventually.GetAsync(() => ReadyAsync(monitor), ready => !ready["checks"]!["history"]!["ok"]!.GetValue<bool>());
        daemon.Script.GetSystemStats = _ => Task.FromResult(new SystemStats { CpuUsage = 77 });
        await subscriber.NextAsync<DashboardStats>(stats => stats.CpuUsage == 77);
        disk.Free();
        await Eventually.GetAsync(() => StateAsync(monitor, token), state => state["pausedBecause"] is null);
        var judged = TimeProvider.System.GetUtcNow();
        await subscriber.NextAsync<Heartbeat>(heartbeat => heartbeat.EvaluatedAt > judged);

        paused["pausedBecause"]!.GetValue<string>().ShouldContain("full");
        monitor.Program.HasEnded.ShouldBeFalse();
    }

    private static async Task<JsonNode> StateAsync(MonitorProcess monitor, string token)
    {
        using var answer = await monitor.GetAsync(Routes.HistoryState, token);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<JsonNode> ReadyAsync(MonitorProcess monitor)
    {
        using var answer = await monitor.GetAsync(Routes.HealthReady, token: null);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
