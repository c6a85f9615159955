using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Opens sockets. Of a host with several addresses the first that answers is taken (RFC 8305): tried one after the other, an address whose packets
/// are dropped would use up the time of all.
/// </summary>
internal sealed class Dialer(TimeProvider time)
{
    /// <summary>How long an address has before the next is tried beside it; what RFC 8305 recommends.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>A connection to one address.</summary>
    /// <exception cref="SocketException">It cannot be connected to.</exception>
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

    /// <summary>A connection to a host, whose name is looked up each time.</summary>
    /// <exception cref="SocketException">The name has no address, or none of them answers.</exception>
    public async Task<Socket> DialHostAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken).ConfigureAwait(false);
        return await DialFirstAsync([.. Alternating(addresses).Select(address => new IPEndPoint(address, host.Port))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A connection to the first of several that answers. To the others none is left.</summary>
    /// <param name="targets">In the order in which they are tried; not empty.</param>
    /// <param name="cancellationToken">Ends every try.</param>
    /// <exception cref="SocketException">None answers; what is told of the one that failed last.</exception>
    public async Task<Socket> DialFirstAsync(IReadOnlyList<IPEndPoint> targets, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPEndPoint>(targets);
        var tries = new List<Task<Socket>>();
        try
        {
            while (true)
            {
                if (waiting.TryDequeue(out var next))
                {
                    tries.Add(DialAsync(next, over.Token));
                }

                var patience = waiting.Count > 0 ? HeadStart : Timeout.InfiniteTimeSpan;
                if (await FirstEndedAsync(tries, patience, cancellationToken).ConfigureAwait(false) is not { } ended)
                {
                    continue;
                }

                tries.Remove(ended);
                if (ended.IsCompletedSuccessfully || tries.Count + waiting.Count == 0)
                {
                    return await ended.ConfigureAwait(false);
                }

                await HangUpAsync(ended).ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tries.Select(HangUpAsync)).ConfigureAwait(false);
        }
    }

    // The families take turns: where one of them leads nowhere, not all of its addresses come before the other's.
    private static IEnumerable<IPAddress> Alternating(IPAddress[] addresses) => addresses
        .GroupBy(address => address.AddressFamily)
        .SelectMany(family => family.Select((address, turn) => (Address: address, Turn: turn)))
        .OrderBy(each => each.Turn)
        .Select(each => each.Address);

    // A try that is not wanted is watched to its end: it may have succeeded in the same moment.
    private static async Task HangUpAsync(Task<Socket> unwanted)
    {
        await ((Task)unwanted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (unwanted.IsCompletedSuccessfully)
        {
            (await unwanted.ConfigureAwait(false)).Dispose();
        }
    }

    /// <returns>A try that has ended, either way; null where none has while there was patience.</returns>
    private async Task<Task<Socket>?> FirstEndedAsync(List<Task<Socket>> tries, TimeSpan patience, CancellationToken cancellationToken)
    {
        var first = Task.WhenAny(tries);
        await ((Task)first).WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return first.IsCompleted ? await first.ConfigureAwait(false) : null;
    }
}
