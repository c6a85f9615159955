using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.SignalR.Client;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>For any answers of a daemon, every subscriber stays connected and receives valid JSON with finite figures.</summary>
[Collection(nameof(HostileDaemonTests))]
[CollectionDefinition(nameof(HostileDaemonTests), DisableParallelization = true)]
public sealed class HostileDaemonTests : IAsyncLifetime
{
    private const double LargestWhole = (1L << 53) - 1;

    private readonly ConcurrentQueue<string> _wrong = new();
    private ScriptedDaemon _daemon = null!;
    private CollectorAndHub _host = null!;
    private LightSubscriber _json = null!;
    private HubSubscriber _messagePack = null!;
    private int _cases;

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _host = await CollectorAndHub.StartAsync(
            ("Daemons:0:Address", _daemon.Address), ("Daemons:0:Interval", "00:00:00.1"), ("Daemons:0:MaxMessageBytes", "67108864"));
        _json = await _host.ConnectLightAsync();
        _messagePack = await _host.ConnectAsync(HubProtocolKind.MessagePack);
    }

    public async ValueTask DisposeAsync()
    {
        _json.Dispose();
        await _messagePack.DisposeAsync();
        await _host.DisposeAsync();
        await _daemon.DisposeAsync();
    }

    [Property(MaxTest = 60, QuietOnSuccess = true)]
    public Property Answers_OfAnyKind_BreakNoSubscriberAndNoMessage() => Prop.ForAll(HostileAnswers.Any.ToArbitrary(), answers => SurviveAsync(answers).GetAwaiter().GetResult());

    private async Task SurviveAsync(HostileAnswers answers)
    {
        Answer(answers);
        var calls = _daemon.CallsOf("ListExecutions");
        await UntilAsync(() => _daemon.CallsOf("ListExecutions") >= calls + 2 && _daemon.CallsOf("GetSystemStats") > 0);

        // A figure that no case sends marks the end of this one, because all messages that the hostile answers caused come before it.
        var mark = 1_000_000 + ++_cases;
        _daemon.Script.GetSystemStats = _ => Task.FromResult(Answers.Stats(activePipelines: mark));
        _daemon.Script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus { Healthy = true });
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse());
        await Task.WhenAll(ReadJsonAsync(mark), ReadMessagePackAsync(mark));

        _messagePack.Connection.State.ShouldBe(HubConnectionState.Connected);
        _wrong.ShouldBeEmpty();
    }

    private void Answer(HostileAnswers answers)
    {
        _daemon.Script.GetSystemStats = _ => Task.FromResult(answers.Stats);
        _daemon.Script.HealthCheck = _ => Task.FromResult(answers.Health);
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(answers.Executions);
        _daemon.Script.GetSystemInfo = _ => Task.FromResult(answers.Info);
        _daemon.Script.ListPipelines = _ => Task.FromResult(answers.Pipelines);
        _daemon.Script.GetExecution = (_, _) => Task.FromResult(answers.Executions.Executions.FirstOrDefault() ?? new Execution());
        _daemon.Script.StreamExecution = async (_, updates, _) =>
        {
            foreach (var update in answers.Updates)
            {
                await updates.WriteAsync(update);
            }
        };
    }

    private async Task ReadJsonAsync(int mark)
    {
        while (await _json.NextAsync() is var (target, argument))
        {
            CheckNumbers(target, argument);
            if (argument["activePipelines"]?.GetValue<double>() == mark)
            {
                return;
            }
        }

        _wrong.Enqueue("The JSON connection was closed.");
    }

    private async Task ReadMessagePackAsync(int mark)
    {
        var before = _messagePack.Received.Count;
        await _messagePack.NextAsync<DashboardStats>(stats => stats.ActivePipelines == mark);

        // Throws for figures that JSON cannot hold. The web options are not used, because they treat names as equal that differ in case only.
        foreach (var message in _messagePack.Received.Skip(before))
        {
            CheckNumbers(message.GetType().Name, JsonSerializer.SerializeToNode(message, message.GetType())!);
        }
    }

    private void CheckNumbers(string where, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    CheckNumbers($"{where}.{name}", value);
                }

                break;
            case JsonArray list:
                foreach (var value in list)
                {
                    CheckNumbers(where, value);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                CheckNumber(where, value.Deserialize<double>());
                break;
        }
    }

    private void CheckNumber(string where, double number)
    {
        var most = where.EndsWith("Rate", StringComparison.Ordinal) || where.EndsWith("Usage", StringComparison.Ordinal) || where.EndsWith("progress", StringComparison.Ordinal)
            ? 100
            : LargestWhole;
        if (!double.IsFinite(number) || number < 0 || number > most)
        {
            _wrong.Enqueue($"{where} is {number}.");
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
