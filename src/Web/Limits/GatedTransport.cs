using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FlextMonitor.Web.Limits;

/// <summary>
/// Counts connections as they are accepted, one after the other. Those that are counted only once a thread serves them may use up all descriptors while threads are busy.
/// </summary>
internal sealed class GatedTransport(SocketTransportFactory sockets, ConnectionGate gate) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken), gate);

    private sealed class Listener(IConnectionListener sockets, ConnectionGate gate) : IConnectionListener
    {
        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await sockets.AcceptAsync(cancellationToken) is { } connection)
            {
                if (gate.TryEnter(connection))
                {
                    return connection;
                }

                // Its descriptor is free again before the next connection is accepted.
                connection.Abort(new ConnectionAbortedException("Too many connections are open."));
                await connection.DisposeAsync();
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}
