using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>Makes single calls to one daemon. Each has the deadline of the settings, by the collector's clock.</summary>
/// <remarks>
/// The deadline is enforced here and not sent as <c>grpc-timeout</c>, because the library's deadline does not follow <see cref="TimeProvider"/>.
/// Cancelling the call informs the daemon as well.
/// </remarks>
internal sealed class DaemonCaller(DaemonOptions daemon, CollectorMetrics metrics, TimeProvider time)
{
    /// <summary>Makes one call. The method receives options that carry its cancellation. Its deadline is that of the settings unless a limit is given.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled, or the connection was replaced meanwhile.</exception>
    public async Task<CallResult<T>> CallAsync<T>(
        DaemonConnection connection,
        string rpc,
        Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method,
        TimeSpan? limit,
        CancellationToken cancellationToken)
        where T : class
    {
        var startedAt = time.Now();
        var began = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(limit ?? daemon.Deadline, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, connection.Retired, cancellationToken);
        CallFailure? failure;
        try
        {
            using var call = method(connection.Client, new CallOptions(cancellationToken: any.Token));
            var answer = await call.ResponseAsync.ConfigureAwait(false);
            metrics.Called(daemon.Name, rpc, StatusCode.OK, time.GetElapsedTime(began));
            return new CallResult<T>(answer, null, startedAt);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            connection.Retired.ThrowIfCancellationRequested();
            if (!deadline.IsCancellationRequested && exception is not RpcException)
            {
                throw;
            }

            failure = deadline.IsCancellationRequested
                ? FailureReader.Silent(daemon, rpc, limit ?? daemon.Deadline)
                : FailureReader.Read(daemon, rpc, (RpcException)exception);
        }

        metrics.Called(daemon.Name, rpc, failure.Code, time.GetElapsedTime(began));
        return new CallResult<T>(null, failure, startedAt);
    }

    /// <summary>As <see cref="CallAsync"/>, but retries once, immediately, if the connection is lost or the status is UNAVAILABLE: a daemon that has just restarted is not down.</summary>
    public async Task<CallResult<T>> CallTwiceAsync<T>(
        DaemonConnection connection,
        string rpc,
        Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method,
        TimeSpan? limit,
        CancellationToken cancellationToken)
        where T : class
    {
        var first = await CallAsync(connection, rpc, method, limit, cancellationToken).ConfigureAwait(false);
        return first.Failure is { Kind: FailureKind.Connection or FailureKind.Unavailable, ConnectTimedOut: false }
            ? await CallAsync(connection, rpc, method, limit, cancellationToken).ConfigureAwait(false)
            : first;
    }
}
