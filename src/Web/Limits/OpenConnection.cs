using Microsoft.AspNetCore.Connections;

namespace FlextMonitor.Web.Limits;

/// <summary>One connection that the server accepted.</summary>
/// <param name="context">The connection.</param>
/// <param name="network">The network by which it is counted; <c>null</c> if it is counted in all only.</param>
/// <param name="openedAt">When it was accepted, by <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="isSurplus">Whether it came on top of a limit: its requests are refused.</param>
internal sealed class OpenConnection(ConnectionContext context, string? network, long openedAt, bool isSurplus)
{
    private volatile bool _hasRequested;

    public string? Network { get; } = network;

    public long OpenedAt { get; } = openedAt;

    public bool IsSurplus { get; } = isSurplus;

    /// <summary>Whether a request has come over it. Until then it may be anything that opened a socket.</summary>
    public bool HasRequested => _hasRequested;

    public void NoteRequest() => _hasRequested = true;

    public void Abort() => context.Abort(new ConnectionAbortedException("No request came over the connection in time."));
}
