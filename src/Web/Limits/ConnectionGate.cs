using System.Collections.Concurrent;
using System.Net;
using FlextMonitor.Hosting.Background;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>
/// Counts the connections of the server, in all and by network. Where all places are taken, a silent connection of a network that has more of them gives up its place. Those on top
/// of a limit are taken in a small number, so that their requests get an answer that says why; further ones are closed at once.
/// </summary>
internal sealed partial class ConnectionGate
{
    /// <summary>Connections of one network on top of a limit that are answered. Few, so that nobody else's are missing.</summary>
    public const int SurplusOfNetwork = 4;

    private readonly ConcurrentDictionary<OpenConnection, bool> _open = new();
    private readonly Dictionary<string, NetworkCount> _byNetwork = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly int _most;
    private readonly int _mostOfAddress;
    private readonly KnownProxies _proxies;
    private readonly TimeProvider _time;
    private readonly LogPause _pause;
    private readonly ILogger<ConnectionGate> _logger;
    private int _count;
    private int _closing;

    public ConnectionGate(IOptions<LimitOptions> limits, KnownProxies proxies, TimeProvider time, ILogger<ConnectionGate> logger)
    {
        var set = limits.Value;
        var allowed = Descriptors.MostConnections() ?? int.MaxValue;
        Headroom = Math.Max(1, Math.Min(set.Connections, allowed) / 16);
        _most = Math.Max(1, Math.Min(set.Connections, allowed - Headroom));

        // The setting counts where there are as many as it expects. Otherwise one address must leave room for others.
        var isCut = _most < set.Connections || _most < set.ConnectionsPerAddress;
        _mostOfAddress = isCut ? Math.Min(set.ConnectionsPerAddress, Math.Max(1, _most / 2)) : set.ConnectionsPerAddress;
        _proxies = proxies;
        _time = time;
        _pause = new LogPause(time);
        _logger = logger;
        if (_most < set.Connections)
        {
            Log.FewerThanSet(logger, _most, _mostOfAddress, set.Connections, set.ConnectionsPerAddress);
        }
    }

    /// <summary>Connections on top of the limit that are answered.</summary>
    public int Headroom { get; }

    /// <summary>All that are open.</summary>
    public IEnumerable<OpenConnection> Open => _open.Select(connection => connection.Key);

    /// <summary>Whether as many are open as may be.</summary>
    public bool IsFull => Volatile.Read(ref _count) >= _most;

    /// <summary>How many must close so that there is room again for as many as <see cref="Headroom"/>; 0 while there is any.</summary>
    public int Excess => Volatile.Read(ref _count) is var count && count >= _most ? count - _most + Headroom : 0;

    /// <summary>Counts a connection that was accepted; false if there are far too many.</summary>
    public bool TryEnter(ConnectionContext context)
    {
        var address = (context.RemoteEndPoint as IPEndPoint)?.Address;
        var connection = Enter(context, address, out var displaced);
        displaced?.Abort();
        if (connection is not { IsSurplus: false } && _pause.TryPass())
        {
            Log.TooMany(_logger, Volatile.Read(ref _count), _most, address, _mostOfAddress);
        }

        context.Features.Set(connection);
        return connection is not null;
    }

    /// <summary>Serves a connection that was counted, until it ends.</summary>
    public async Task ServeAsync(ConnectionContext context, ConnectionDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Features.Get<OpenConnection>() is { } connection)
            {
                Leave(connection);
            }
        }
    }

    /// <summary>Whether a connection is within the limits. One that came on top of them is taken in once others have left.</summary>
    public bool TryAdmit(OpenConnection connection)
    {
        if (!connection.IsSurplus)
        {
            return true;
        }

        lock (_gate)
        {
            var ofNetwork = Of(connection.Network);
            if (!_open.ContainsKey(connection) || _count > _most || ofNetwork.Open > _mostOfAddress)
            {
                return false;
            }

            // Another request of it may have come first.
            if (connection.IsSurplus)
            {
                connection.Admit();
                Set(connection.Network, ofNetwork with { Surplus = ofNetwork.Surplus - 1 });
            }

            return true;
        }
    }

    private OpenConnection? Enter(ConnectionContext context, IPAddress? address, out OpenConnection? displaced)
    {
        // A proxy stands for many, and Unix sockets have no address.
        var network = address is null || _proxies.Include(address) ? null : CallerNetwork.Of(address);
        lock (_gate)
        {
            var ofNetwork = Of(network);
            var isNetworkFull = ofNetwork.Open >= _mostOfAddress;
            displaced = _count >= _most && !isNetworkFull ? Displace(ofNetwork.Open) : null;
            var isFull = displaced is null && _count >= _most;
            var isSurplus = isFull || isNetworkFull;

            // The places on top of all are for networks that have places of their own.
            if ((isFull && _count >= _most + Headroom) || (isFull && isNetworkFull) || (isSurplus && ofNetwork.Surplus >= SurplusOfNetwork))
            {
                return null;
            }

            _count++;
            Set(network, new NetworkCount(ofNetwork.Open + 1, ofNetwork.Surplus + (isSurplus ? 1 : 0)));
            var connection = new OpenConnection(context, network, _time.GetTimestamp(), isSurplus);
            _open.TryAdd(connection, true);
            return connection;
        }
    }

    /// <summary>Takes the place of the connection that has been silent for longest of the network with the most, unless the newcomer's has as many.</summary>
    /// <param name="open">How many connections the newcomer's network has.</param>
    private OpenConnection? Displace(int open)
    {
        // Each keeps its descriptor until it has closed.
        if (_closing >= Headroom)
        {
            return null;
        }

        var crowded = _byNetwork.Where(network => network.Value.Open > open + 1).OrderByDescending(network => network.Value.Open).Select(network => network.Key).FirstOrDefault();
        var silent = crowded is null ? null : Open.Where(connection => connection.Network == crowded && !connection.HasRequested).MinBy(connection => connection.OpenedAt);
        if (silent is not null)
        {
            Remove(silent);
            _closing++;
        }

        return silent;
    }

    private void Leave(OpenConnection connection)
    {
        lock (_gate)
        {
            if (_open.ContainsKey(connection))
            {
                Remove(connection);
            }
            else
            {
                _closing--;
            }
        }
    }

    private void Remove(OpenConnection connection)
    {
        _count--;
        _open.TryRemove(connection, out _);
        var ofNetwork = Of(connection.Network);
        Set(connection.Network, new NetworkCount(ofNetwork.Open - 1, ofNetwork.Surplus - (connection.IsSurplus ? 1 : 0)));
    }

    private NetworkCount Of(string? network) => network is null ? default : _byNetwork.GetValueOrDefault(network);

    private void Set(string? network, NetworkCount count)
    {
        if (network is null)
        {
            return;
        }

        if (count.Open == 0)
        {
            _byNetwork.Remove(network);
        }
        else
        {
            _byNetwork[network] = count;
        }
    }

    /// <param name="Open">All connections of the network.</param>
    /// <param name="Surplus">Those of them that are on top of a limit.</param>
    private readonly record struct NetworkCount(int Open, int Surplus);

    private static partial class Log
    {
        [LoggerMessage(3011, LogLevel.Warning, "At most {Most} connections are taken, {MostOfAddress} of them from one address, and not the {Set} and {SetOfAddress} of Limits:Connections and Limits:ConnectionsPerAddress: the process may not open enough descriptors (ulimit -n)")]
        public static partial void FewerThanSet(ILogger logger, int most, int mostOfAddress, int set, int setOfAddress);

        [LoggerMessage(3012, LogLevel.Warning, "Connections are refused: {Open} of {Most} are open, and {Address} may have {MostOfAddress}. This is logged once a minute")]
        public static partial void TooMany(ILogger logger, int open, int most, IPAddress? address, int mostOfAddress);
    }
}
