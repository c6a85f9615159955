using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>A real receiver of a webhook that counts what it is told of every problem.</summary>
internal sealed class ProblemReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Event, string Problem, string About)> _told = new();
    private RecordingReceiver _receiver = null!;

    /// <summary>All that was told, in order: the event, the problem's id, and what it is about.</summary>
    public IReadOnlyCollection<(string Event, string Problem, string About)> Told => _told;

    /// <summary>Starts it.</summary>
    public static async Task<ProblemReceiver> StartAsync()
    {
        var receiver = new ProblemReceiver();
        receiver._receiver = await RecordingReceiver.StartAsync(receiver.TakeAsync);
        return receiver;
    }

    /// <summary>Has a monitor tell it of everything.</summary>
    public async Task SubscribeAsync(MonitorProcess monitor, string token)
    {
        var channel = await monitor.PostAsync(Routes.AlertChannels, token, new JsonObject
        {
            ["name"] = "receiver",
            ["kind"] = "webhook",
            ["settings"] = new JsonObject { ["url"] = _receiver.Address, ["secret"] = "a secret of the test" },
        });
        await monitor.PostAsync(Routes.AlertRoutes, token, new JsonObject { ["name"] = "all", ["channels"] = new JsonArray(channel["id"]!.GetValue<string>()), ["match"] = new JsonObject() });
    }

    /// <summary>Whether it was told an event about a pipeline.</summary>
    public bool Knows(string name, string about) => _told.Any(told => told.Event == name && told.About == about);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var request = await _receiver.NextAsync();
        var body = JsonNode.Parse(request.Body)!;
        foreach (var problem in body["problems"]!.AsArray())
        {
            _told.Enqueue(((string)body["event"]!, (string)problem!["id"]!, $"{problem["kind"]} of {problem["source"]}/{problem["pipelineId"]}"));
        }
    }
}
