using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Proto;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>A client that follows only <c>docs/protocol.md</c>, against the whole program, which runs for all of them.</summary>
[Collection(nameof(RealProcesses))]
public sealed class BareClientTests(BareHost host) : IClassFixture<BareHost>, IAsyncLifetime
{
    private readonly TaskCompletionSource _followingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _token = "";

    public static TheoryData<string> Protocols => BareHost.Protocols;

    public async ValueTask InitializeAsync()
    {
        host.Daemon.Script.StreamLogs = async (request, lines, call) =>
        {
            await lines.WriteAsync(new LogEntry { Timestamp = "2026-01-02T03:04:05.678Z", Level = "info", Message = "10 rows" });
            if (request.Follow)
            {
                call.CancellationToken.Register(_followingEnded.SetResult);
                await _followingEnded.Task;
            }
        };
        _token = await host.Monitor.SignInAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Connect_ByHeaderOrQuery_IsSentTheFirstStateInOrder(string protocol)
    {
        await using var first = await ConnectAsync(protocol);
        await first.NextAsync(1, message => (string)message["target"]! == "SourceStatus" && (string)message["arguments"]![0]!["state"]! == "live");
        await using var byHeader = await ConnectAsync(protocol);
        await using var byQuery = await BareClient.ConnectByQueryAsync(host.Monitor.Address, _token, BareHost.Framing(protocol));

        foreach (var client in new[] { byHeader, byQuery })
        {
            var status = await client.ArgumentAsync("SourceStatus");
            ((string)status["source"]!).ShouldBe("default");
            status["executionLimit"]!.GetValue<int>().ShouldBe(50);
            (await client.ArgumentAsync("DashboardStats"))["cpuUsage"]!.GetValue<double>().ShouldBe(12.5);
            ((string)(await client.ArgumentAsync("HealthStatus"))["components"]!["database"]!["message"]!).ShouldBe("ok");
            ((string)(await client.ArgumentAsync("ExecutionData"))["startedAt"]!).ShouldBe("2026-01-02T03:04:05.000Z");
            await client.NextAsync(1, message => (string)message["target"]! == "Heartbeat" && (string)message["arguments"]![0]!["source"]! == "default");
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Call_GoodFailedAndWithoutResult_IsCompletedAsTheDocumentSays(string protocol)
    {
        await using var client = await ConnectAsync(protocol);

        var clock = await client.CallAsync("1", "Clock");
        var unknown = await client.CallAsync("2", "GetExecution", "default", "no-such-run");
        var watch = await client.CallAsync("3", "Watch", new JsonArray("default"));

        ((string)clock["result"]!).Length.ShouldBe("2026-01-02T03:04:05.678Z".Length);
        ((string)unknown["error"]!).ShouldStartWith("[not-found] ");
        watch.ContainsKey("error").ShouldBeFalse();
        watch["result"].ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Stream_ReadToItsEndAndCancelled_EndsWithACompletion(string protocol)
    {
        await using var client = await ConnectAsync(protocol);

        await client.SendAsync(StreamLogs("1", follow: false));
        var item = await client.NextAsync(2);
        var completion = await client.NextAsync(3);
        await client.SendAsync(StreamLogs("2", follow: true));
        await client.NextAsync(2, message => (string)message["invocationId"]! == "2");
        await client.SendAsync(new JsonObject { ["type"] = 5, ["invocationId"] = "2" });
        var cancelled = await client.NextAsync(3);

        ((string)item["invocationId"]!).ShouldBe("1");
        item["item"]!.ToJsonString().ShouldBe("""{"timestamp":"2026-01-02T03:04:05.678Z","level":"info","message":"10 rows"}""");
        ((string)completion["invocationId"]!).ShouldBe("1");
        completion.ContainsKey("error").ShouldBeFalse();
        ((string)cancelled["invocationId"]!).ShouldBe("2");
        await _followingEnded.Task.DefaultTimeout();
    }

    [Fact]
    public async Task SignOut_OfTheSession_IsAnnounced()
    {
        await using var client = await ConnectAsync("json");
        await client.ArgumentAsync("Heartbeat");

        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", _token) } };
        using var answer = await http.PostAsync(new Uri(host.Monitor.Address + Routes.Logout), null, TestContext.Current.CancellationToken);

        ((string)(await client.ArgumentAsync("Closing"))["reason"]!).ShouldBe("signed-out");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Connect_WithoutAValidToken_IsRefusedWith401(string? token)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        await Should.ThrowAsync<WebSocketException>(socket.ConnectAsync(
            new Uri(host.Monitor.Address.Replace("http", "ws", StringComparison.Ordinal) + "/hubs/dashboard"), TestContext.Current.CancellationToken));

        socket.HttpStatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static JsonObject StreamLogs(string id, bool follow) =>
        new() { ["type"] = 4, ["invocationId"] = id, ["target"] = "StreamLogs", ["arguments"] = new JsonArray("default", "run-1", 100, follow) };

    private Task<BareClient> ConnectAsync(string protocol) => host.ConnectAsync(protocol, _token);
}
