using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Connection;

/// <summary>A kept connection to a daemon. It opens and reopens by itself with each call; it is replaced only when it falls silent or the daemon has gone.</summary>
/// <param name="invoker">Makes the calls.</param>
/// <param name="channel">Let go of in the end; null where there is nothing to let go of.</param>
/// <param name="signs">What is seen of it below the calls; null where nothing is.</param>
internal sealed class DaemonConnection(CallInvoker invoker, IDisposable? channel, ConnectionSigns? signs = null) : IAsyncDisposable
{
    private readonly CancellationTokenSource _retired = new();

    /// <summary>How long it has been open without a byte from the other side: somebody took the connection, but no daemon serves it. Zero otherwise.</summary>
    public TimeSpan MuteFor => signs?.MuteFor ?? TimeSpan.Zero;

    public FlextService.FlextServiceClient Client { get; } = new(invoker);

    /// <summary>Cancelled when another connection has taken this one's place.</summary>
    public CancellationToken Retired => _retired.Token;

    /// <summary>Ends every call on it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _retired.CancelAsync().ConfigureAwait(false);
        channel?.Dispose();
    }
}
