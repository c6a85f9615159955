using System.Net;
using System.Net.Sockets;

namespace FlextMonitor.Testing;

/// <summary>A relay between collector and daemon, or between a process and Redis or PostgreSQL, that can act like a proxy or a cut cable.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly SemaphoreSlim _oneMore = new(0);
    private int _accepted;
    private volatile int _port;
    private volatile bool _swallows;

    /// <summary>Begins to relay to a port of loopback.</summary>
    public TcpRelay(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with its scheme.</summary>
    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Host and port.</summary>
    public string Endpoint => _listener.LocalEndpoint.ToString()!;

    /// <summary>The connection string of a Redis server, but through this relay.</summary>
    public string Through(string redis) => Endpoint + redis[redis.IndexOf(',', StringComparison.Ordinal)..];

    /// <summary>Its port of loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were accepted.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Waits until the given number of connections has been accepted.</summary>
    public async Task UntilAcceptedAsync(int connections)
    {
        while (Accepted < connections)
        {
            await _oneMore.WaitAsync(_stop.Token);
        }
    }

    /// <summary>From now on nothing passes on any connection until it ends. New connections are still accepted and never pass anything.</summary>
    public void Swallow() => _swallows = true;

    /// <summary>From now on new connections pass everything.</summary>
    public void Pass() => _swallows = false;

    /// <summary>From now on new connections lead to another port of loopback.</summary>
    public void LeadTo(int port) => _port = port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _oneMore.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _oneMore.Release();
                connections.Add(_swallows ? HoldAsync(client) : PassAsync(client));
            }
        }
        finally
        {
            await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(TcpClient client)
    {
        using (client)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var daemon = new TcpClient();
        using (client)
        {
            await daemon.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            await Task.WhenAny(CopyAsync(client, daemon), CopyAsync(daemon, client));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        var isDead = false;
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            isDead |= _swallows;
            if (!isDead)
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
    }
}
