using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Connection;

/// <summary>Hosts with several addresses, of which some do not answer.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with the test.")]
public sealed class DialerTests : IDisposable
{
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);
    private static readonly IPAddress First = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");

    private readonly FakeTimeProvider _clock = new();
    private readonly List<Socket> _sockets = [];
    private readonly Dialer _dialer;

    public DialerTests() => _dialer = new Dialer(_clock);

    [Fact]
    public async Task DialFirst_FirstDoesNotAnswer_ConnectsToTheSecondAfterTheDelay()
    {
        var silent = await SilentAsync(First);
        var answering = Listening(Second, silent.Port);

        var dialling = _dialer.DialFirstAsync([silent, answering], TestContext.Current.CancellationToken);
        var isEarly = dialling.IsCompleted;
        _clock.Advance(AttemptDelay);

        using var socket = await dialling.DefaultTimeout();
        (isEarly, socket.RemoteEndPoint, socket.NoDelay).ShouldBe((false, answering, true));
    }

    [Fact]
    public async Task DialFirst_FirstRefuses_ConnectsToTheSecondWithoutWaiting()
    {
        var refusing = Refusing(First);
        var answering = Listening(Second, refusing.Port);

        using var socket = await _dialer.DialFirstAsync([refusing, answering], TestContext.Current.CancellationToken).DefaultTimeout();

        socket.RemoteEndPoint.ShouldBe(answering);
    }

    [Fact]
    public async Task DialFirst_FirstAnswers_DoesNotTryTheSecond()
    {
        var first = Listening(First);
        Listening(Second, first.Port);

        using var socket = await _dialer.DialFirstAsync([first, new IPEndPoint(Second, first.Port)], TestContext.Current.CancellationToken).DefaultTimeout();

        socket.RemoteEndPoint.ShouldBe(first);
        _sockets[1].Poll(TimeSpan.Zero, SelectMode.SelectRead).ShouldBeFalse();
    }

    [Fact]
    public async Task DialFirst_NoneAnswers_ThrowsTheReason()
    {
        var error = await Should.ThrowAsync<SocketException>(
            _dialer.DialFirstAsync([Refusing(First), Refusing(Second)], TestContext.Current.CancellationToken).DefaultTimeout());

        error.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task DialFirst_Cancelled_EndsEveryAttempt()
    {
        var silent = await SilentAsync(First);
        using var cancel = new CancellationTokenSource();
        var dialling = _dialer.DialFirstAsync([silent, silent], cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => dialling.DefaultTimeout());
    }

    [Fact]
    public async Task DialHost_AName_Connects()
    {
        var answering = Listening(First);

        using var socket = await _dialer.DialHostAsync(new DnsEndPoint("localhost", answering.Port), TestContext.Current.CancellationToken).DefaultTimeout();

        ((IPEndPoint)socket.RemoteEndPoint!).Port.ShouldBe(answering.Port);
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    /// <summary>A port that drops connection requests because its queue is full.</summary>
    private async Task<IPEndPoint> SilentAsync(IPAddress address)
    {
        var full = Listening(address, backlog: 0);
        var filling = NewSocket();
        await filling.ConnectAsync(full, TestContext.Current.CancellationToken).AsTask().DefaultTimeout();
        return full;
    }

    private IPEndPoint Listening(IPAddress address, int port = 0, int backlog = 1)
    {
        var listener = NewSocket();
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(backlog);
        return (IPEndPoint)listener.LocalEndPoint!;
    }

    /// <summary>A port that is bound, so that no other program can listen on it, but without a listener.</summary>
    private IPEndPoint Refusing(IPAddress address)
    {
        var bound = NewSocket();
        bound.Bind(new IPEndPoint(address, 0));
        return (IPEndPoint)bound.LocalEndPoint!;
    }

    private Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }
}
