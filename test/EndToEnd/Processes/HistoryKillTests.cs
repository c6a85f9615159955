using System.Net;
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

    private static readonly TimeSpan LongestTerm = TimeSpan.FromSeconds(25);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flextmonitor-test-");
    private readonly int _seed = Random.Shared.Next();
    private readonly Random _random;
    private ScriptedDaemon _daemon = null!;

    public HistoryKillTests() => _random = new(_seed);

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
            var stored = await ReadStoredAsync(from);

            (seen - LiveSeconds(stored)).ShouldBeLessThanOrEqualTo(MostLost, $"seed {_seed}, kill {kill}: {stored.ToJsonString()}");
            stored["figures"]!["cpuUsage"]!["min"]!.AsArray().Where(min => min is not null).ShouldAllBe(min => min!.GetValue<double>() == 12.5);
        }
    }

    /// <summary>Runs a monitor for a random time, which may end before it has stored anything or made its tables, and kills it.</summary>
    /// <returns>When it was started, and for how many seconds it knew the daemon to be live when it was killed.</returns>
    private async Task<(DateTimeOffset From, double Seen)> WatchAndKillAsync()
    {
        var (from, began) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp());
        var term = _random.NextDouble() * LongestTerm;
        await using var monitor = await StartAsync(_daemon.Address);
        var token = await monitor.SignInAsync();
        var seen = 0.0;
        while (TimeProvider.System.GetElapsedTime(began) < term)
        {
            seen = await AnswerAsync(monitor, token, from) is { } answer ? LiveSeconds(answer) : seen;
        }

        await monitor.Program.SignalAsync("KILL");
        return (from, seen);
    }

    /// <summary>What a monitor tells that cannot reach the daemon, so that nothing is added to what is stored.</summary>
    private async Task<JsonNode> ReadStoredAsync(DateTimeOffset from)
    {
        await using var monitor = await StartAsync("http://127.0.0.1:9");
        var token = await monitor.SignInAsync();
        return (await Eventually.GetAsync(() => AnswerAsync(monitor, token, from), answer => answer is not null))!;
    }

    private static double LiveSeconds(JsonNode answer) => answer["liveSeconds"]!.AsArray().Sum(seconds => seconds!.GetValue<double>());

    private Task<MonitorProcess> StartAsync(string daemon) => MonitorProcess.StartAsync([("default", daemon)], ("DataDirectory", _data.FullName));

    /// <summary>Null while the store is being opened.</summary>
    private static async Task<JsonNode?> AnswerAsync(MonitorProcess monitor, string token, DateTimeOffset from)
    {
        using var response = await monitor.GetAsync($"/api/history?source=default&points=2000&figures=cpuUsage&from={Uri.EscapeDataString($"{from:o}")}", token);
        return response.StatusCode == HttpStatusCode.ServiceUnavailable
            ? null
            : JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled).DefaultTimeout());
    }
}
