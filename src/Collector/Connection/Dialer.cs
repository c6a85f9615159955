using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Opens sockets. If a host has several addresses, the first that accepts is used (RFC 8305). Tried one after the other, an address whose packets
/// are dropped would use up the time for all.
/// </summary>
internal sealed class Dialer(TimeProvider time)
{
    /// <summary>How long to wait before trying the next address in parallel; the value that RFC 8305 recommends.</summary>
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to one address.</summary>
    /// <exception cref="SocketException">The connection failed.</exception>
    public static async Task<Socket> DialAsync(EndPoint target, CancellationToken cancellationToken)
    {
        var isTcp = target is IPEndPoint;
        var socket = new Socket(target.AddressFamily, SocketType.Stream, isTcp ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            if (isTcp)
            {
                socket.NoDelay = true;
            }

            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects to a host. Its name is resolved each time.</summary>
    /// <exception cref="SocketException">The name has no address, or none of them accepts.</exception>
    public async Task<Socket> DialHostAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken).ConfigureAwait(false);
        return await DialFirstAsync([.. Alternating(addresses).Select(address => new IPEndPoint(address, host.Port))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to the first of several addresses that accepts. All other sockets are closed.</summary>
    /// <param name="targets">In the order in which they are tried; not empty.</param>
    /// <param name="cancellationToken">Cancels every attempt.</param>
    /// <exception cref="SocketException">No address accepts; the error of the last attempt that failed.</exception>
    public async Task<Socket> DialFirstAsync(IReadOnlyList<IPEndPoint> targets, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPEndPoint>(targets);
        var attempts = new List<Task<Socket>>();
        try
        {
            while (true)
            {
                if (waiting.TryDequeue(out var next))
                {
                    attempts.Add(DialAsync(next, over.Token));
                }

                var timeout = waiting.Count > 0 ? AttemptDelay : Timeout.InfiniteTimeSpan;
                if (await FirstEndedAsync(attempts, timeout, cancellationToken).ConfigureAwait(false) is not { } ended)
                {
                    continue;
                }

                attempts.Remove(ended);
                if (ended.IsCompletedSuccessfully || attempts.Count + waiting.Count == 0)
                {
                    return await ended.ConfigureAwait(false);
                }

                await DiscardAsync(ended).ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(attempts.Select(DiscardAsync)).ConfigureAwait(false);
        }
    }

    // IPv4 and IPv6 addresses alternate, so that one broken family does not delay the other.
    private static IEnumerable<IPAddress> Alternating(IPAddress[] addresses) => addresses
        .GroupBy(address => address.AddressFamily)
        .SelectMany(family => family.Select((address, turn) => (Address: address, Turn: turn)))
        .OrderBy(each => each.Turn)
        .Select(each => each.Address);

    // An attempt that is no longer needed is awaited, because it may still have succeeded.
    private static async Task DiscardAsync(Task<Socket> unwanted)
    {
        await ((Task)unwanted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (unwanted.IsCompletedSuccessfully)
        {
            (await unwanted.ConfigureAwait(false)).Dispose();
        }
    }

    /// <returns>An attempt that has ended, successfully or not; null if none ended within the time-out.</returns>
    private async Task<Task<Socket>?> FirstEndedAsync(List<Task<Socket>> attempts, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var first = Task.WhenAny(attempts);
        await ((Task)first).WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return first.IsCompleted ? await first.ConfigureAwait(false) : null;
    }
}
