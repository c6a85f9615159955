using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>
/// Counts the connections of the server, in all and by address. Those on top of a limit are taken in a small number, so that their requests get an answer that says why; further
/// ones are closed at once.
/// </summary>
internal sealed partial class ConnectionGate
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<OpenConnection, bool> _open = new();
    private readonly Dictionary<string, int> _byNetwork = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly int _most;
    private readonly int _mostOfAddress;
    private readonly KnownProxies _proxies;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionGate> _logger;
    private int _count;
    private long? _loggedAt;

    public ConnectionGate(IOptions<LimitOptions> limits, KnownProxies proxies, TimeProvider time, ILogger<ConnectionGate> logger)
    {
        var allowed = Descriptors.MostConnections() ?? limits.Value.Connections;
        Headroom = Math.Max(1, Math.Min(limits.Value.Connections, allowed) / 16);
        _most = Math.Max(1, Math.Min(limits.Value.Connections, allowed - Headroom));
        _mostOfAddress = Math.Min(limits.Value.ConnectionsPerAddress, Math.Max(1, _most / 2));
        _proxies = proxies;
        _time = time;
        _logger = logger;
        if (_most < limits.Value.Connections)
        {
            Log.FewerThanSet(logger, _most, limits.Value.Connections);
        }
    }

    /// <summary>Connections on top of the limit that are answered.</summary>
    public int Headroom { get; }

    /// <summary>All that are open.</summary>
    public IEnumerable<OpenConnection> Open => _open.Select(connection => connection.Key);

    /// <summary>Whether as many are open as may be.</summary>
    public bool IsFull => Volatile.Read(ref _count) >= _most;

    /// <summary>Serves a connection, unless there are far too many.</summary>
    public async Task ServeAsync(ConnectionContext context, ConnectionDelegate next)
    {
        var address = (context.RemoteEndPoint as IPEndPoint)?.Address;
        if (Enter(context, address) is not { } connection)
        {
            context.Abort(new ConnectionAbortedException("Too many connections are open."));
            return;
        }

        try
        {
            context.Features.Set(connection);
            await next(context);
        }
        finally
        {
            Leave(connection);
        }
    }

    private OpenConnection? Enter(ConnectionContext context, IPAddress? address)
    {
        // A proxy stands for many, and Unix sockets have no address.
        var network = address is null || _proxies.Include(address) ? null : CallerNetwork.Of(address);
        lock (_gate)
        {
            var ofNetwork = network is null ? 0 : _byNetwork.GetValueOrDefault(network);
            var isSurplus = _count >= _most || ofNetwork >= _mostOfAddress;
            if (isSurplus)
            {
                NoteSurplus(address);
            }

            if (_count >= _most + Headroom || ofNetwork >= _mostOfAddress + Headroom)
            {
                return null;
            }

            _count++;
            if (network is not null)
            {
                _byNetwork[network] = ofNetwork + 1;
            }

            var connection = new OpenConnection(context, network, _time.GetTimestamp(), isSurplus);
            _open.TryAdd(connection, true);
            return connection;
        }
    }

    private void Leave(OpenConnection connection)
    {
        lock (_gate)
        {
            _count--;
            _open.TryRemove(connection, out _);
            if (connection.Network is { } network && --_byNetwork[network] == 0)
            {
                _byNetwork.Remove(network);
            }
        }
    }

    private void NoteSurplus(IPAddress? address)
    {
        if (_loggedAt is null || _time.GetElapsedTime(_loggedAt.Value) >= LogInterval)
        {
            _loggedAt = _time.GetTimestamp();
            Log.TooMany(_logger, _count, _most, address, _mostOfAddress);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3011, LogLevel.Warning, "At most {Most} connections are taken, and not the {Set} that Limits:Connections says: the process may not open enough descriptors (ulimit -n)")]
        public static partial void FewerThanSet(ILogger logger, int most, int set);

        [LoggerMessage(3012, LogLevel.Warning, "Connections are refused: {Open} of {Most} are open, and {Address} may have {MostOfAddress}. This is logged once a minute")]
        public static partial void TooMany(ILogger logger, int open, int most, IPAddress? address, int mostOfAddress);
    }
}
