using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Tests.Feed.Redis;

/// <summary>
/// A node of another release beside one of this: what one of an earlier release writes into Redis, byte by byte as it did, is read by this one, and what only a later
/// release knows is left out. The names and shapes of this class are those of the first release with a feed on Redis, and must not follow the code.
/// </summary>
public sealed class EarlierNodeTests(RedisServer server) : IAsyncDisposable
{
    private const string Values = "{flextmonitor}:values:default";
    private const string State = "{flextmonitor}:state";
    private const string Changes = "{flextmonitor}:changes";

    private static readonly (string Field, string Golden)[] Written =
    [
        ("Status", "SourceStatus"),
        ("Stats", "DashboardStats"),
        ("Health", "HealthStatus"),
        ("Execution:{0}", "ExecutionData"),
        ("Pipeline:{0}", "PipelineStatus"),
        ("Problem:{0}", "Problem"),
        ("Heartbeat", "Heartbeat"),
    ];

    private ConnectionMultiplexer? _earlier;

    [Fact]
    public async Task List_WhatAnEarlierNodeWrote_IsTheSameMessages()
    {
        var (queue, database) = await EmptyAsync();
        foreach (var (field, value, _) in Standing(unknown: false))
        {
            await database.HashSetAsync(Values, field, value);
        }

        await using var node = await ListedAsync(queue, database);

        Held(node).ShouldBe(Standing(unknown: false).Select(entry => entry.Message), ignoreOrder: true);
    }

    [Fact]
    public async Task List_FieldsAndKindsOfALaterRelease_AreLeftOut()
    {
        var (queue, database) = await EmptyAsync();
        foreach (var (field, value, _) in Standing(unknown: true))
        {
            await database.HashSetAsync(Values, field, value);
        }

        await database.HashSetAsync(Values, "Unheard:of", "7 8 UnheardOf {\"source\":\"default\"}");
        await using var node = await ListedAsync(queue, database);

        Held(node).ShouldBe(Standing(unknown: false).Select(entry => entry.Message), ignoreOrder: true);
    }

    [Fact]
    public async Task Follow_EntryWithMoreThanThisReleaseKnows_TakesWhatItKnows()
    {
        var (queue, database) = await EmptyAsync();
        await using var node = await ListedAsync(queue, database);
        var (_, value, message) = Standing(unknown: true).First(entry => entry.Message is DashboardStats);

        var number = await database.HashIncrementAsync(State, "entries");
        await database.StreamAddAsync(Changes, [new("s", "default"), new("g", "1.2"), new("n", number), new("t", 1), new("l", 0), new("v", value), new("later", "unheard of")]);
        await database.PublishAsync(RedisChannel.Literal($"{{flextmonitor}}:doorbell:{database.Database}"), number);

        await Eventually.IsAsync(() => Held(node).Contains(message));
    }

    public ValueTask DisposeAsync() => _earlier?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static IReadOnlyList<SourceMessage> Held(FeedNode node) => [.. node.Services.GetRequiredService<MemoryFeed>().GetHeld("default")];

    private static IEnumerable<(string Field, string Value, SourceMessage Message)> Standing(bool unknown)
    {
        foreach (var (field, golden) in Written)
        {
            var json = JsonNode.Parse(File.ReadAllText(Repository.PathOf("test", "Contracts", "Releases", "0.1.0", $"{golden}.json")))!.AsObject();
            json["source"] = "default";
            var stamp = string.Create(CultureInfo.InvariantCulture, $"{json["epoch"]} {json["sequence"]} {golden} ");
            var message = FeedValue.Decode(Encoding.UTF8.GetBytes(stamp + json.ToJsonString())).ShouldNotBeNull();
            if (unknown)
            {
                json["unheardOf"] = new JsonObject { ["by"] = "this release" };
            }

            yield return (string.Format(CultureInfo.InvariantCulture, field, json["id"]), stamp + json.ToJsonString(), message);
        }
    }

    private async Task<(string Queue, IDatabase Database)> EmptyAsync()
    {
        var queue = await server.CreateDatabaseAsync();
        _earlier = await ConnectionMultiplexer.ConnectAsync(queue).DefaultTimeout();
        return (queue, _earlier.GetDatabase());
    }

    private static async Task<FeedNode> ListedAsync(string queue, IDatabase database)
    {
        await database.HashSetAsync(Values, [new("!collector", "1.2"), new("!evaluator", "1.2")]);
        await database.SetAddAsync("{flextmonitor}:sources", "default");
        await database.HashSetAsync(State, [new("generation", "1.2"), new("entries", 0), new("values", 0)]);
        return await FeedNode.StartListedAsync(queue);
    }
}
