using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>Connections to the hub.</summary>
public sealed class HubLimitTests
{
    private const string Negotiate = $"{Routes.DashboardHub}/negotiate?negotiateVersion=1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_MoreOfOneSessionThanMay_Is503_AndOtherSessionsAndClosedConnectionsGoOn()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectionsPerSession", "4")]);
        var (token, _) = await host.TokensAsync();
        var (other, _) = await host.TokensAsync();
        var open = new List<ClientWebSocket>();
        for (var i = 0; i < 4; i++)
        {
            open.Add(await OpenAsync(host, token));
        }

        (await Should.ThrowAsync<WebSocketException>(() => OpenAsync(host, token))).Message.ShouldContain("503");
        (await DetailAsync(host, token, Routes.DashboardHub)).ShouldStartWith("As many connections to the hub as one session or address may have are open.");
        open.Add(await OpenAsync(host, other));
        open[0].Abort();
        open.Add(await Eventually.GetAsync(() => TryOpenAsync(host, token), socket => socket is not null) ?? throw new InvalidOperationException());

        open.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData($"{Routes.DashboardHub}/")]
    [InlineData($"{Routes.DashboardHub}?id=")]
    [InlineData("/HUBS/dashboard")]
    public async Task Connect_ByAnotherFormOfTheAddress_CountsAsWell(string address)
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectionsPerSession", "2")]);
        var (token, _) = await host.TokensAsync();
        using var first = await OpenAsync(host, token, address);
        using var second = await OpenAsync(host, token, address);

        (await Should.ThrowAsync<WebSocketException>(() => OpenAsync(host, token, address))).Message.ShouldContain("503");
    }

    [Theory]
    [InlineData($"{Routes.DashboardHub}/")]
    [InlineData($"{Routes.DashboardHub}?id=")]
    public async Task Connect_TooOftenByAnotherFormOfTheAddress_IsRefused(string address)
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectionsPerSession", "2")]);
        var (token, _) = await host.TokensAsync();

        // What was refused as too many at once uses up a place of the rate, too.
        var details = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => DetailAsync(host, token, address)));

        details.ShouldContain(detail => detail.StartsWith("Too many new connections to the hub.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_MoreOfOneAddressThanMay_Is503_AndOtherAddressesGoOn()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectionsPerAddress", "2"), ("Proxies:Known:0", "127.0.0.1")]);
        var (token, _) = await host.TokensAsync();
        using var first = await OpenAsync(host, token, forwardedFor: "192.0.2.1");
        using var second = await OpenAsync(host, token, forwardedFor: "192.0.2.1");

        (await Should.ThrowAsync<WebSocketException>(() => OpenAsync(host, token, forwardedFor: "192.0.2.1"))).Message.ShouldContain("503");
        using var other = await OpenAsync(host, token, forwardedFor: "192.0.2.2");
    }

    [Fact]
    public async Task Negotiate_MoreOfOneSessionThanMay_Is503WithRetryAfter_AndOtherSessionsGoOn()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectionsPerSession", "5")]);
        using var service = await host.ServiceAsync();
        using var other = await host.ServiceAsync();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 100; i++)
        {
            answers.Add(await service.PostAsync(Negotiate, null, Cancelled));
        }

        answers.Take(5).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(answer => answer.Headers.RetryAfter!.Delta == TimeSpan.FromSeconds(5));
        (await other.PostAsync(Negotiate, null, Cancelled)).StatusCode.ShouldBe(HttpStatusCode.OK);
        answers.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Negotiate_MoreOfAllInASecondThanMay_Is503()
    {
        await using var host = await MonitorHost.StartAsync(settings: [("Limits:ConnectsPerSecond", "1")]);
        using var service = await host.ServiceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.PostAsync(Negotiate, null, Cancelled)));

        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Connection_WhoseOtherEndAnswersNoPing_IsClosed()
    {
        await using var host = await MonitorHost.StartAsync(services: services => services.Configure<WebSocketOptions>(sockets =>
        {
            sockets.KeepAliveTimeout.ShouldNotBe(Timeout.InfiniteTimeSpan);
            sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(200);
            sockets.KeepAliveTimeout = TimeSpan.FromMilliseconds(500);
        }));
        var (token, _) = await host.TokensAsync();
        using var silent = await LoopbackCaller.ConnectAsync(host.Address, "127.0.0.1", Cancelled);
        await silent.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {Routes.DashboardHub} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"), Cancelled);

        // One frame of text with the handshake, masked with zeros. After that it only reads.
        var handshake = Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
        byte[] frame = [0x81, (byte)(0x80 | handshake.Length), 0, 0, 0, 0, .. handshake];
        await silent.SendAsync(frame, Cancelled);

        (await ReadToEndAsync(silent).DefaultTimeout()).ShouldContain("101 Switching Protocols");
    }

    /// <summary>Everything that comes until the other end closes.</summary>
    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var all = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (var count = 1; count > 0; all.Append(Encoding.Latin1.GetString(buffer, 0, count)))
            {
                count = await socket.ReceiveAsync(buffer, Cancelled);
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed as well.
        }

        return all.ToString();
    }

    /// <summary>What a plain request for a connection is refused with; empty if the hub itself answers.</summary>
    private static async Task<string> DetailAsync(MonitorHost host, string token, string address)
    {
        using var caller = host.Caller(token);
        using var answer = await caller.GetAsync(address, Cancelled);
        return answer.StatusCode == HttpStatusCode.ServiceUnavailable ? (string)(await answer.ReadAsync())["detail"]! : "";
    }

    private static async Task<ClientWebSocket> OpenAsync(MonitorHost host, string token, string address = Routes.DashboardHub, string? forwardedFor = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        if (forwardedFor is not null)
        {
            socket.Options.SetRequestHeader("X-Forwarded-For", forwardedFor);
        }

        await socket.ConnectAsync(new Uri(host.Address.Replace("http", "ws", StringComparison.Ordinal) + address), Cancelled).DefaultTimeout();
        return socket;
    }

    private static async Task<ClientWebSocket?> TryOpenAsync(MonitorHost host, string token)
    {
        try
        {
            return await OpenAsync(host, token);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
