using System.Net.WebSockets;
using System.Text.Json.Nodes;
using FlextMonitor.EndToEnd.Tests.Processes;

namespace FlextMonitor.EndToEnd.Tests.Bare;

/// <summary>What a client that follows only <c>docs/protocol.md</c> sees when the whole program stops.</summary>
[Collection(nameof(RealProcesses))]
public sealed class BareStopTests
{
    [Theory]
    [MemberData(nameof(BareHost.Protocols), MemberType = typeof(BareHost))]
    public async Task Stop_OfTheHost_IsAnnouncedAndCloses(string protocol)
    {
        await using var host = await BareHost.StartAsync();
        await using var client = await host.ConnectAsync(protocol, await host.Monitor.SignInAsync());
        await client.SendAsync(new JsonObject { ["type"] = 6 });
        await client.ArgumentAsync("Heartbeat");

        await host.Monitor.Program.SignalAsync("TERM");
        var closing = await client.ArgumentAsync("Closing");
        var close = await client.NextAsync(7);

        ((string)closing["reason"]!).ShouldBe("restarting");
        closing["retryAfterSeconds"]!.GetValue<double>().ShouldBeGreaterThan(0);
        close["allowReconnect"]!.GetValue<bool>().ShouldBeTrue();
        (await client.NextAsync()).ShouldBeNull();
        client.Closed.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }
}
