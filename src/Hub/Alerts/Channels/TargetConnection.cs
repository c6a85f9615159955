using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Connects to a channel's host. It resolves the name once and connects to an address that it has checked, so that a second look-up cannot lead elsewhere.</summary>
internal sealed class TargetConnection(bool allowPrivate)
{
    /// <exception cref="TargetRefusedException">No address of the host may be called.</exception>
    /// <exception cref="SocketException">The host is unknown or cannot be reached.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, address => TargetAddresses.IsAllowed(address, allowPrivate));
        if (allowed.Length == 0)
        {
            throw new TargetRefusedException(target.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Dns refuses to look up "0.0.0.0" and "::", so addresses are read here.
    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        var found = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
    }
}
