using System.Net;
using System.Net.Sockets;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Web.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>Connections in all and of one address, with real sockets.</summary>
public sealed class ConnectionLimitTests
{
    private const string KeepAlive = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("100", "3")]
    [InlineData("6", "1000")]
    public async Task Connect_MoreFromOneAddressThanMay_Is503WithRetryAfter_AndOthersAreServed(string all, string ofOne)
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", all), ("Limits:ConnectionsPerAddress", ofOne));
        using var open = new Sockets();
        for (var i = 0; i < 3; i++)
        {
            (await open.AskAsync(server.Address, "127.0.0.1", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        }

        using var same = LoopbackCaller.From(server.Address, "127.0.0.1");
        using var refused = await same.GetAsync("/", Cancelled);
        using var live = await same.GetAsync(Routes.HealthLive, Cancelled);
        using var other = LoopbackCaller.From(server.Address, "127.0.0.2");
        using var served = await other.GetAsync("/", Cancelled);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        refused.Headers.ConnectionClose.ShouldBe(true);
        (await refused.Content.ReadAsStringAsync(Cancelled)).ShouldContain("Too many connections are open, in all or from your address. Try again in 10 s.");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Connect_OfAKnownProxy_CountsInAllOnly()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "100"), ("Limits:ConnectionsPerAddress", "3"), ("Proxies:Known:0", "127.0.0.9"));
        using var open = new Sockets();
        for (var i = 0; i < 10; i++)
        {
            (await open.AskAsync(server.Address, "127.0.0.9", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        }
    }

    [Fact]
    public async Task Connect_MoreInAllThanMay_Is503_AndFurtherOnesAreClosed_UntilSomeLeave()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "16"));
        var open = new Sockets();
        for (var i = 0; i < 16; i++)
        {
            (await open.AskAsync(server.Address, $"127.0.0.{1 + i}", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        }

        using var late = new Sockets();
        var refused = await late.AskAsync(server.Address, "127.0.1.1", KeepAlive);
        await Eventually.IsAsync(() => server.Gate.Open.Count() == 16);
        await late.OpenAsync(server.Address, "127.0.1.2");
        await Eventually.IsAsync(() => server.Gate.Open.Count() == 16 + server.Gate.Headroom);
        var closed = await late.IsRefusedAsync(server.Address, "127.0.1.3");
        open.Dispose();
        await Eventually.IsAsync(() => !server.Gate.IsFull);
        using var again = LoopbackCaller.From(server.Address, "127.0.1.4");

        refused.ShouldStartWith("HTTP/1.1 503");
        closed.ShouldBeTrue();
        (await again.GetStringAsync("/", Cancelled)).ShouldBe("hello");
    }

    [Fact]
    public async Task Connection_OnTopOfALimit_IsServedOnceThereIsRoom_AlsoOverHttp2()
    {
        await using var server = await GatedServer.StartAsync(HttpProtocols.Http2, ("Limits:Connections", "16"));
        var open = new Sockets();
        for (var i = 0; i < 16; i++)
        {
            await open.OpenAsync(server.Address, $"127.0.0.{1 + i}");
        }

        await Eventually.IsAsync(() => server.Gate.IsFull);
        using var browser = LoopbackCaller.From(server.Address, "127.0.1.1");
        (browser.DefaultRequestVersion, browser.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var refused = await browser.GetAsync("/", Cancelled);
        open.Dispose();
        await Eventually.IsAsync(() => !server.Gate.Open.Any(connection => !connection.HasRequested));

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await browser.GetStringAsync("/", Cancelled)).ShouldBe("hello");
    }

    [Fact]
    public async Task Connection_OnTopOfALimit_ThatAsksForHealth_IsAnsweredAndClosed()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "100"), ("Limits:ConnectionsPerAddress", "3"));
        using var open = new Sockets();
        for (var i = 0; i < 3; i++)
        {
            (await open.AskAsync(server.Address, "127.0.0.1", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        }

        foreach (var path in new[] { Routes.HealthLive, Routes.HealthReady })
        {
            var probe = await open.OpenAsync(server.Address, "127.0.0.1");

            (await Sockets.AskAsync(probe, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")).ShouldStartWith("HTTP/1.1 200");
            (await Sockets.IsClosedAsync(probe)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Connect_OfOneAddressFarOverItsLimit_IsClosed_AndTakesNoPlaceOfOthers()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "1000"), ("Limits:ConnectionsPerAddress", "3"));
        using var open = new Sockets();
        for (var i = 0; i < 3 + ConnectionGate.SurplusOfNetwork; i++)
        {
            await open.OpenAsync(server.Address, "127.0.0.1");
        }

        await Eventually.IsAsync(() => server.Gate.Open.Count() == 3 + ConnectionGate.SurplusOfNetwork);

        (await open.IsRefusedAsync(server.Address, "127.0.0.1")).ShouldBeTrue();
        (await open.AskAsync(server.Address, "127.0.0.2", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task Connect_WhileTwoAddressesHoldAllPlacesUnused_IsServedSoonAfter_AndWhatIsUsedStays()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "16"));
        using var open = new Sockets();
        var used = await open.OpenAsync(server.Address, "127.0.0.1");
        await Sockets.AskAsync(used, $"GET {GatedServer.Endless} HTTP/1.1\r\nHost: localhost\r\n\r\n", end: "hello\r\n");
        for (var i = 1; i < 16; i++)
        {
            (await open.AskAsync(server.Address, $"127.0.0.{1 + (i % 2)}", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        }

        await Eventually.IsAsync(() => server.Gate.IsFull && server.Gate.Open.Count(connection => connection.IdleSince is null) == 1);
        server.Pass(SilentConnections.IdleIfFull);
        await Eventually.IsAsync(() => !server.Gate.IsFull);

        using var third = LoopbackCaller.From(server.Address, "127.0.1.1");
        (await third.GetStringAsync("/", Cancelled)).ShouldBe("hello");
        await Eventually.IsAsync(() => server.Gate.Open.Count(connection => connection.IdleSince is null) == 1);
    }

    [Fact]
    public async Task Connection_OverWhichNoRequestComes_IsClosedInTime_AndOneWithARequestIsNot()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "100"));
        using var sockets = new Sockets();
        var silent = await sockets.OpenAsync(server.Address, "127.0.0.1");
        var talking = await sockets.OpenAsync(server.Address, "127.0.0.1");
        (await Sockets.AskAsync(talking, KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        await Eventually.IsAsync(() => server.Gate.Open.Count() == 2);

        server.Pass(SilentConnections.Patience);

        (await Sockets.IsClosedAsync(silent)).ShouldBeTrue();
        (await Sockets.AskAsync(talking, KeepAlive)).ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task Connect_WhileSilentConnectionsTakeAllPlaces_IsServedSoonAfter()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "16"));
        using var sockets = new Sockets();
        for (var i = 0; i < 16; i++)
        {
            await sockets.OpenAsync(server.Address, $"127.0.0.{1 + i}");
        }

        await Eventually.IsAsync(() => server.Gate.IsFull);
        server.Pass(SilentConnections.PatienceIfFull);
        await Eventually.IsAsync(() => !server.Gate.Open.Any());

        using var caller = LoopbackCaller.From(server.Address, "127.0.1.1");
        (await caller.GetStringAsync("/", Cancelled)).ShouldBe("hello");
    }

    [Fact]
    public async Task Connect_WhileFewAddressesHoldAllPlacesSilently_IsServedAtOnce_InTheOldestOnesPlace()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", "16"));
        using var open = new Sockets();
        (await open.AskAsync(server.Address, "127.0.0.1", KeepAlive)).ShouldStartWith("HTTP/1.1 200");
        var oldest = await open.OpenAsync(server.Address, "127.0.0.1");
        await Eventually.IsAsync(() => server.Gate.Open.Count() == 2);
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        for (var i = 2; i < 16; i++)
        {
            await open.OpenAsync(server.Address, i < 9 ? "127.0.0.1" : "127.0.0.2");
        }

        await Eventually.IsAsync(() => server.Gate.IsFull);
        using var third = LoopbackCaller.From(server.Address, "127.0.1.1");

        (await third.GetStringAsync("/", Cancelled)).ShouldBe("hello");
        (await Sockets.IsClosedAsync(oldest)).ShouldBeTrue();
        server.Gate.Open.Count(connection => connection.HasRequested).ShouldBe(2);
    }

    [Fact]
    public void Descriptors_LeaveRoomForEverythingElse()
    {
        var most = Descriptors.MostConnections();

        // The process that runs this test has a limit on every Linux.
        most.ShouldNotBeNull().ShouldBeGreaterThan(Descriptors.Reserve);
    }

    /// <summary>Bare connections, which a test closes at its end.</summary>
    private sealed class Sockets : IDisposable
    {
        private readonly List<Socket> _open = [];

        public async Task<Socket> OpenAsync(string host, string from)
        {
            var socket = await LoopbackCaller.ConnectAsync(host, from, Cancelled);
            _open.Add(socket);
            return socket;
        }

        /// <summary>Sends a request and reads its answer.</summary>
        public async Task<string> AskAsync(string host, string from, string request) => await AskAsync(await OpenAsync(host, from), request);

        /// <summary>Sends a request and reads its answer: up to <paramref name="end"/>, with which the test's server and the last chunk of others end, or until the connection is closed.</summary>
        public static async Task<string> AskAsync(Socket socket, string request, string end = "hello")
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request), Cancelled);
            var answer = new StringBuilder();
            var buffer = new byte[4096];
            while (!IsWhole(answer.ToString(), end) && await socket.ReceiveAsync(buffer, Cancelled).AsTask().DefaultTimeout() is > 0 and var count)
            {
                answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            return answer.ToString();
        }

        private static bool IsWhole(string answer, string end) => answer.EndsWith(end, StringComparison.Ordinal) || answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);

        /// <summary>Whether a new connection is closed at once: the reset may come before connecting has returned.</summary>
        public async Task<bool> IsRefusedAsync(string host, string from)
        {
            try
            {
                return await IsClosedAsync(await OpenAsync(host, from));
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                return true;
            }
        }

        /// <summary>Whether the other end closes the connection.</summary>
        public static async Task<bool> IsClosedAsync(Socket socket)
        {
            try
            {
                return await socket.ReceiveAsync(new byte[1], Cancelled).AsTask().DefaultTimeout() == 0;
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                return true;
            }
        }

        public void Dispose()
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }
}
