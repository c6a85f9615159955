using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>A monitor that is killed at any moment tells every opening and every resolution, each once unless it was killed while it sent it.</summary>
[Collection(nameof(RealProcesses))]
public sealed class AlertKillTests : IAsyncLifetime
{
    private static readonly TimeSpan LongestTerm = TimeSpan.FromSeconds(4);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flextmonitor-test-");
    private readonly int _seed = Random.Shared.Next();
    private readonly Random _random;
    private readonly List<ScriptedDaemon> _daemons = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Execution>> _runs = new();
    private readonly ConcurrentQueue<(string Key, string Event, string Pipeline)> _told = new();
    private RecordingReceiver _receiver = null!;
    private MonitorProcess _monitor = null!;

    public AlertKillTests() => _random = new(_seed);

    // A message about a daemon is followed by the next one of its kind after a minute only.
    private static int Daemons => LongTests.AreWanted ? 12 : 1;

    private static int Cycles => LongTests.AreWanted ? 500 : 1;

    public async ValueTask InitializeAsync()
    {
        _receiver = await RecordingReceiver.StartAsync(TakeAsync);
        for (var number = 0; number < Daemons; number++)
        {
            var daemon = await ScriptedDaemon.StartAsync();
            var runs = _runs[NameOf(number)] = [];
            daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { runs.Reverse().Take(20) }, Total = Math.Min(20, runs.Count) });
            _daemons.Add(daemon);
        }

        _monitor = await StartAsync();
        await AddWebhookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _receiver.DisposeAsync();
        foreach (var daemon in _daemons)
        {
            await daemon.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Kill_AtAnyMoment_LosesNoMessage_AndRepeatsOneAtMost()
    {
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var (daemon, pipeline) = (NameOf(cycle % Daemons), $"pipeline-{cycle}");
            await ChangeAndKillAsync(daemon, pipeline, Status.Failed, "opened");
            await ChangeAndKillAsync(daemon, pipeline, Status.Success, "resolved");
        }

        var repeated = _told.Count - _told.Select(message => message.Key).Distinct().Count();
        TestContext.Current.TestOutputHelper?.WriteLine($"{2 * Cycles} kills, {_told.Count} messages, of which {repeated} were sent again");
        repeated.ShouldBeLessThanOrEqualTo(2 * Cycles, $"seed {_seed}");
        _told.DistinctBy(message => message.Key).CountBy(message => (message.Pipeline, message.Event)).Where(told => told.Value != 1).ShouldBeEmpty($"seed {_seed}");
        _told.Select(message => (message.Pipeline, message.Event)).Distinct().Count().ShouldBe(2 * Cycles, $"seed {_seed}");
    }

    private static string NameOf(int number) => $"daemon-{number}";

    // The kill may come before the monitor has heard of it, while it stores it, while it sends it, or later.
    private async Task ChangeAndKillAsync(string daemon, string pipeline, Status status, string expected)
    {
        _runs[daemon].Enqueue(new Execution
        {
            Id = $"{pipeline}-{expected}",
            PipelineId = pipeline,
            Status = status,
            StartedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddSeconds(-30)),
            FinishedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
            DurationSeconds = 30,
        });
        await Task.Delay(_random.NextDouble() * LongestTerm, TimeProvider.System, TestContext.Current.CancellationToken);
        await _monitor.Program.SignalAsync("KILL");
        await _monitor.DisposeAsync();
        _monitor = await StartAsync();
        await Eventually.IsAsync(() => _told.Any(message => message.Pipeline == pipeline && message.Event == expected));
    }

    private Task<MonitorProcess> StartAsync() => MonitorProcess.StartAsync(
        [.. _daemons.Select((daemon, number) => (NameOf(number), daemon.Address))], ("DataDirectory", _data.FullName), ("Alerts:AllowPrivateTargets", "true"));

    private async Task AddWebhookAsync()
    {
        var token = await _monitor.SignInAsync();
        var channel = await _monitor.PostAsync(Routes.AlertChannels, token, new JsonObject
        {
            ["name"] = "receiver",
            ["kind"] = "webhook",
            ["settings"] = new JsonObject { ["url"] = _receiver.Address, ["secret"] = "a secret of the test" },
        });
        await _monitor.PostAsync(Routes.AlertRoutes, token, new JsonObject { ["name"] = "failures", ["channels"] = new JsonArray(channel["id"]!.GetValue<string>()), ["match"] = new JsonObject { ["kinds"] = new JsonArray(ProblemKinds.Failing) } });
    }

    private async Task TakeAsync(HttpContext context)
    {
        var request = await _receiver.NextAsync();
        var body = JsonNode.Parse(request.Body)!;
        foreach (var problem in body["problems"]!.AsArray())
        {
            _told.Enqueue((request.Headers["Idempotency-Key"] + problem!["pipelineId"], body["event"]!.GetValue<string>(), problem["pipelineId"]!.GetValue<string>()));
        }
    }
}
