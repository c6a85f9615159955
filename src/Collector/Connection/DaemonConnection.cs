using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Connection;

/// <summary>A kept connection to a daemon. It opens and reopens by itself with each call; it is replaced only when it falls silent or the daemon has gone.</summary>
internal sealed class DaemonConnection(CallInvoker invoker, IDisposable? channel) : IAsyncDisposable
{
    private readonly CancellationTokenSource _retired = new();

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
