using System.Net;
using System.Net.Sockets;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Connection;

public sealed class WatchedStreamTests : IAsyncLifetime
{
    private readonly Socket _client = new(SocketType.Stream, ProtocolType.Tcp);
    private Socket? _server;

    private Socket Server => _server ?? throw new InvalidOperationException("No client has connected.");

    public async ValueTask InitializeAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await _client.ConnectAsync(listener.LocalEndpoint, TestContext.Current.CancellationToken);
        _server = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WriteAsync_AfterAForeignAnswerAndAResetBeforeAnyRead_ReportsTheProtocol()
    {
        await using var stream = Watch();
        await AnswerAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        Reset();

        (await Should.ThrowAsync<ForeignProtocolException>(WriteAsync(stream))).Message.ShouldBe(ForeignProtocolException.WebServer);
    }

    [Fact]
    public async Task WriteAsync_AfterADaemonsResetBeforeAnyRead_ReportsTheLoss()
    {
        await using var stream = Watch();
        await AnswerAsync([0, 0, 0, 4, 0, 0, 0, 0, 0]);
        Reset();

        (await Should.ThrowAsync<IOException>(WriteAsync(stream))).ShouldNotBeOfType<ForeignProtocolException>();
    }

    [Fact]
    public async Task WriteAsync_AfterTheConnectionWasClosedForAForeignAnswer_ReportsTheProtocol()
    {
        var stream = Watch();
        await AnswerAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        await Should.ThrowAsync<ForeignProtocolException>(async () => await stream.ReadExactlyAsync(new byte[64], TestContext.Current.CancellationToken));
        await stream.DisposeAsync();

        (await Should.ThrowAsync<ForeignProtocolException>(WriteAsync(stream))).Message.ShouldBe(ForeignProtocolException.WebServer);
    }

    private static Func<Task> WriteAsync(WatchedStream stream) => async () => await stream.WriteAsync(new byte[24], TestContext.Current.CancellationToken);

    private WatchedStream Watch() => new(_client, isTls: false, () => { }, () => { });

    private async Task AnswerAsync(byte[] answer)
    {
        await Server.SendAsync(answer, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => _client.Available == answer.Length);
    }

    /// <summary>Closes with unread input, which resets the connection, and waits until the reset has arrived.</summary>
    private void Reset()
    {
        Server.LingerState = new LingerOption(enable: true, seconds: 0);
        Server.Dispose();
        _client.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectError).ShouldBeTrue();
    }
}
