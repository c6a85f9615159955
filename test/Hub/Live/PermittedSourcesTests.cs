using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>What somebody may not see never leaves the hub: looked for in the bytes of the socket.</summary>
public sealed class PermittedSourcesTests
{
    private const string Hidden = "hidden-daemon";
    private const string Last = "the-last-message";

    [Theory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public async Task Bytes_OfALimitedViewer_NeverHoldTheOtherDaemon(string protocol)
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState(Hidden));
        host.Publish(FirstState("default"));
        using var socket = await ConnectAsync(host, protocol, "default");
        host.Publish(Messages.Stats(Hidden, sequence: 2, cpu: 77), Messages.Removed("run-1", Hidden, 2), Messages.Resolved("problem-1", Hidden), Messages.Heartbeat(Hidden, 2));
        host.Publish(Messages.Problem("own", SourceNames.Monitor), Messages.Execution(Last, sequence: 3));

        var bytes = await ReadUntilAsync(socket, Last);

        bytes.ShouldContain("default");
        bytes.ShouldContain(SourceNames.Monitor);
        bytes.ShouldNotContain(Hidden);
    }

    [Fact]
    public async Task Bytes_OfALimitedViewerWhoWatchesAll_NeverHoldTheOtherDaemon()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState(Hidden));
        host.Publish(FirstState("default"));
        using var socket = await ConnectAsync(host, "json", "default");
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"Watch","arguments":[[]]}""");
        host.Publish(Messages.Stats(Hidden, sequence: 2, cpu: 77));
        host.Publish(Messages.Execution(Last, sequence: 3));

        (await ReadUntilAsync(socket, Last)).ShouldNotContain(Hidden);
    }

    [Fact]
    public async Task FirstState_OfSomebodyWithSeveralDaemons_IsOfThoseAlone()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState(Hidden));
        host.Publish(FirstState("default"));
        host.Publish(FirstState("other"));
        await using var subscriber = await host.ConnectAsync(sources: "default,other");

        await subscriber.FirstStateAsync("other");

        subscriber.Received.OfType<SourceMessage>().Select(message => message.Source).Distinct().ShouldBe(["default", "other"]);
    }

    private static SourceMessage[] FirstState(string source) =>
    [
        Messages.Status(source), Messages.Stats(source), Messages.Health(source), Messages.Execution("run-1", source), Messages.Pipeline(source: source), Messages.Problem(source: source), Messages.Heartbeat(source),
    ];

    private static async Task<ClientWebSocket> ConnectAsync(HubHost host, string protocol, string sources)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in new[] { ("X-User", "ada"), ("X-Role", Roles.Viewer), ("X-Session", "session"), ("X-Sources", sources) })
        {
            socket.Options.SetRequestHeader(name, value);
        }

        await socket.ConnectAsync(new Uri(host.Address.Replace("http://", "ws://", StringComparison.Ordinal) + Routes.DashboardHub), CancellationToken.None).DefaultTimeout();
        await SendAsync(socket, $$"""{"protocol":"{{protocol}}","version":1}""");
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, CancellationToken.None).DefaultTimeout();

    private static async Task<string> ReadUntilAsync(ClientWebSocket socket, string last)
    {
        var all = new ArrayBufferWriter<byte>();
        while (!Encoding.Latin1.GetString(all.WrittenSpan).Contains(last, StringComparison.Ordinal))
        {
            var received = await socket.ReceiveAsync(all.GetMemory(4096), CancellationToken.None).AsTask().DefaultTimeout();
            all.Advance(received.Count);
        }

        return Encoding.Latin1.GetString(all.WrittenSpan);
    }
}
