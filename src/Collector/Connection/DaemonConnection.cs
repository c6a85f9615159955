using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Connection;

/// <summary>A kept connection to a daemon. Each call opens it if necessary. It is replaced only if it is mute or the daemon is down.</summary>
/// <param name="invoker">Makes the calls.</param>
/// <param name="channel">Disposed with the connection; null if there is nothing to dispose.</param>
/// <param name="activity">Tracks received data; null if it is not tracked.</param>
internal sealed class DaemonConnection(CallInvoker invoker, IDisposable? channel, ConnectionActivity? activity = null) : IAsyncDisposable
{
    private readonly CancellationTokenSource _retired = new();

    /// <summary>How long the connection has been open without receiving a byte: it was accepted, but no daemon serves it. Zero otherwise.</summary>
    public TimeSpan MuteFor => activity?.MuteFor ?? TimeSpan.Zero;

    public FlextService.FlextServiceClient Client { get; } = new(invoker);

    /// <summary>Cancelled when another connection has replaced this one.</summary>
    public CancellationToken Retired => _retired.Token;

    /// <summary>Ends every call over the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _retired.CancelAsync().ConfigureAwait(false);
        channel?.Dispose();
    }
}
