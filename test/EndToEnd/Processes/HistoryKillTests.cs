using System.Text.Json.Nodes;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>A monitor that is killed at any moment loses no more history than it had not stored, and tells nothing that was not so.</summary>
[Collection(nameof(RealProcesses))]
public sealed class HistoryKillTests : IAsyncLifetime
{
    /// <summary>What a kill may cost, in seconds.</summary>
    private const double MostLost = 10;

    private const int LongestTerm = 8;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flextmonitor-test-");
    private readonly Random _random = new();
    private ScriptedDaemon _daemon = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static int Kills => LongTests.AreWanted ? 100 : 2;

    public async ValueTask InitializeAsync() => _daemon = await ScriptedDaemon.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Kill_AtAnyMoment_LosesTenSecondsAtMost_AndNothingReadsZero()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            var (from, seen) = await WatchAndKillAsync();
            await using var monitor = await StartAsync();
            var stored = await AnswerAsync(monitor, await monitor.SignInAsync(), from);

            var until = seen["to"]!.GetValue<DateTimeOffset>();
            (LiveSeconds(seen, until) - LiveSeconds(stored, until)).ShouldBeLessThanOrEqualTo(MostLost, stored.ToJsonString());
            stored["figures"]!["cpuUsage"]!["min"]!.AsArray().Where(min => min is not null).ShouldAllBe(min => min!.GetValue<double>() == 12.5);
        }
    }

    /// <summary>Runs a monitor until its daemon was live for some seconds, and kills it.</summary>
    /// <returns>When it was started, and what it told of the time since.</returns>
    private async Task<(DateTimeOffset From, JsonNode Seen)> WatchAndKillAsync()
    {
        var from = TimeProvider.System.GetUtcNow();
        await using var monitor = await StartAsync();
        var token = await monitor.SignInAsync();
        var wanted = (_random.NextDouble() * LongestTerm) + 1;
        var seen = await Eventually.GetAsync(
            () => AnswerAsync(monitor, token, from), answer => LiveSeconds(answer, answer["to"]!.GetValue<DateTimeOffset>()) >= wanted);
        await monitor.Program.SignalAsync("KILL");
        return (from, seen);
    }

    /// <summary>How long the daemon was live in the rows that end before a time.</summary>
    private static double LiveSeconds(JsonNode answer, DateTimeOffset until)
    {
        var latest = until.AddSeconds(-answer["stepSeconds"]!.GetValue<double>()).ToUnixTimeMilliseconds();
        return answer["at"]!.AsArray().Zip(answer["liveSeconds"]!.AsArray()).Where(row => row.First!.GetValue<long>() <= latest).Sum(row => row.Second!.GetValue<double>());
    }

    private Task<MonitorProcess> StartAsync() => MonitorProcess.StartAsync([("default", _daemon.Address)], ("DataDirectory", _data.FullName));

    private static async Task<JsonNode> AnswerAsync(MonitorProcess monitor, string token, DateTimeOffset from)
    {
        using var response = await monitor.GetAsync($"/api/history?source=default&points=2000&figures=cpuUsage&from={Uri.EscapeDataString($"{from:o}")}", token);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled).DefaultTimeout())!;
    }
}
