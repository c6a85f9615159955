using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Bench.Peers;

/// <summary>Kestrel's WebSockets without SignalR: a loop that sends each message to each socket. It shows ASP.NET's own cost.</summary>
internal static class WebSocketLoop
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var sink = new SocketSink();
        builder.Services.AddSingleton<ITopicSink>(sink);
        builder.Services.AddBeat(builder.Configuration);

        var application = builder.Build();
        application.UseWebSockets();
        application.Map("/", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await sink.HoldAsync(socket, context.RequestAborted);
        });
        return application;
    }

    private sealed class SocketSink : ITopicSink
    {
        private readonly ConcurrentDictionary<WebSocket, bool> _sockets = new();
        private readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

        public SocketSink() => WireFormat.ConfigureJson(_json);

        /// <summary>Keeps a socket among the receivers until its client disconnects.</summary>
        public async Task HoldAsync(WebSocket socket, CancellationToken cancellationToken)
        {
            _sockets[socket] = true;
            try
            {
                while ((await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (WebSocketException)
            {
                // The load generator disconnects without a closing handshake.
            }
            finally
            {
                _sockets.TryRemove(socket, out _);
            }
        }

        public async Task TakeAsync(string method, IReadOnlyList<SourceMessage> values)
        {
            var message = JsonSerializer.SerializeToUtf8Bytes(new { type = 1, target = method, arguments = values.Cast<object>() }, _json);
            foreach (var (socket, _) in _sockets)
            {
                try
                {
                    await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                }
                catch (WebSocketException)
                {
                    _sockets.TryRemove(socket, out _);
                }
            }
        }
    }
}
