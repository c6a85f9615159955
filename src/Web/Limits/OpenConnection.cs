using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace FlextMonitor.Web.Limits;

/// <summary>One connection that the server accepted.</summary>
/// <param name="context">The connection.</param>
/// <param name="network">The network by which it is counted; <c>null</c> if it is counted in all only.</param>
/// <param name="openedAt">When it was accepted, by <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="isSurplus">Whether it came on top of a limit.</param>
internal sealed class OpenConnection(ConnectionContext context, string? network, long openedAt, bool isSurplus)
{
    private volatile bool _isSurplus = isSurplus;
    private volatile bool _hasRequested;
    private int _requests;
    private long _idleSince = openedAt;

    public string? Network { get; } = network;

    public long OpenedAt { get; } = openedAt;

    /// <summary>Whether it is on top of a limit: its requests are refused.</summary>
    public bool IsSurplus => _isSurplus;

    /// <summary>Whether a request has come over it. Until then it may be anything that opened a socket.</summary>
    public bool HasRequested => _hasRequested;

    /// <summary>Since when no request is under way, by <see cref="TimeProvider.GetTimestamp"/>; <c>null</c> if one is, such as a WebSocket.</summary>
    public long? IdleSince => Volatile.Read(ref _requests) == 0 ? Volatile.Read(ref _idleSince) : null;

    /// <summary>Makes it one within the limits.</summary>
    public void Admit() => _isSurplus = false;

    public void BeginRequest()
    {
        Interlocked.Increment(ref _requests);
        _hasRequested = true;
    }

    /// <param name="now">The time, by <see cref="TimeProvider.GetTimestamp"/>.</param>
    public void EndRequest(long now)
    {
        Volatile.Write(ref _idleSince, now);
        Interlocked.Decrement(ref _requests);
    }

    /// <summary>Closes it once its requests are answered: with <c>Connection: close</c>, or GOAWAY in HTTP/2.</summary>
    public void RequestClose() => context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    public void Abort() => context.Abort(new ConnectionAbortedException("No request came over the connection in time."));
}
