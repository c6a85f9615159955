using System.Threading.Channels;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Testing;

/// <summary>A stock SignalR client that records every message in order and waits for expected ones.</summary>
public sealed class HubSubscriber : IAsyncDisposable
{
    private readonly Channel<object> _incoming = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<object> _received = [];
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubSubscriber(HubConnection connection) => Connection = connection;

    /// <summary>The stock connection, for calls to the hub.</summary>
    public HubConnection Connection { get; }

    /// <summary>Completes when the connection is closed and will not reconnect, with the error that closed it; null if there was none.</summary>
    public Task<Exception?> Closed => _closed.Task;

    /// <summary>The messages that the waits have read so far, in order.</summary>
    public IReadOnlyList<object> Received => _received;

    /// <summary>Connects to the hub of a host.</summary>
    /// <param name="host">The host's address, such as <c>http://127.0.0.1:5000</c>.</param>
    /// <param name="protocol">The hub protocol to use.</param>
    /// <param name="configure">Credentials and transport.</param>
    /// <param name="reconnect">Whether to use the stock automatic reconnect, every 100 ms for half a minute.</param>
    public static async Task<HubSubscriber> ConnectAsync(
        string host, HubProtocolKind protocol, Action<HttpConnectionOptions>? configure = null, bool reconnect = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(host.TrimEnd('/') + Routes.DashboardHub, options => configure?.Invoke(options));
        builder = protocol == HubProtocolKind.Json
            ? builder.AddJsonProtocol(json => WireFormat.ConfigureJson(json.PayloadSerializerOptions))
            : builder.AddMessagePackProtocol(messagePack => messagePack.SerializerOptions = WireFormat.MessagePack);
        if (reconnect)
        {
            builder = builder.WithAutomaticReconnect([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(100), 300)]);
        }

        var subscriber = new HubSubscriber(builder.Build());
        subscriber.Listen();
        await subscriber.Connection.StartAsync().DefaultTimeout();
        return subscriber;
    }

    /// <summary>The next message of a type that fits. Messages before it are added to <see cref="Received"/>.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? fits = null)
    {
        while (true)
        {
            var message = await _incoming.Reader.ReadAsync().AsTask().DefaultTimeout();
            _received.Add(message);
            if (message is T wanted && (fits is null || fits(wanted)))
            {
                return wanted;
            }
        }
    }

    /// <summary>The first state of a source: everything up to and including its first heartbeat.</summary>
    public async Task<IReadOnlyList<object>> FirstStateAsync(string source = "default")
    {
        var before = _received.Count;
        await NextAsync<Heartbeat>(heartbeat => heartbeat.Source == source);
        return _received[before..];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private void Listen()
    {
        foreach (var (type, method) in MessageDescriptors.All.Where(descriptor => descriptor.Method is not null).Select(descriptor => (descriptor.Type, descriptor.Method!)))
        {
            Keep(method, type);
        }

        Keep(nameof(IDashboardClient.Closing), typeof(Closing));
        Connection.Closed += error =>
        {
            _closed.TrySetResult(error);
            return Task.CompletedTask;
        };
    }

    private void Keep(string method, Type type) =>
        Connection.On(method, [type], arguments => Task.FromResult(_incoming.Writer.TryWrite(arguments[0]!)));
}
