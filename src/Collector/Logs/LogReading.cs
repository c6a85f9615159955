using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Logs;

/// <summary>Reads the log of an execution once (StreamLogs), over one connection.</summary>
internal sealed class LogReading : IDisposable
{
    private readonly DaemonOptions _daemon;
    private readonly CancellationToken _retired;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _silent;
    private readonly CancellationTokenSource _any;
    private readonly AsyncServerStreamingCall<LogEntry>? _call;

    public LogReading(SourceContext context, StreamLogsRequest request, TimeProvider time, CancellationToken caller)
    {
        _daemon = context.Daemon;
        _caller = caller;
        var connection = Connect(context);
        _retired = connection?.Retired ?? CancellationToken.None;
        _silent = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_retired, _silent.Token, caller);
        _call = connection is null ? null : Open(connection, request);
    }

    /// <summary>The line that was read last.</summary>
    public LogLine Current { get; private set; } = null!;

    /// <summary>Why the log broke off; null if it has not, or if no line came in time.</summary>
    public DaemonCallException? Broken { get; private set; }

    /// <summary>What the daemon answered instead of a line; null if the connection broke.</summary>
    public CallFailure? Answer { get; private set; }

    /// <summary>Whether the daemon ended the log.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reads the next line. It may take as long as it likes, or the given time; none is left if that is not positive.</summary>
    /// <returns>Whether there is one: the log has neither ended nor broken off.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<bool> NextAsync(TimeSpan? limit = null)
    {
        if (_call is null || limit <= TimeSpan.Zero)
        {
            return false;
        }

        try
        {
            _silent.CancelAfter(limit ?? Timeout.InfiniteTimeSpan);
            if (!await _call.ResponseStream.MoveNext(_any.Token).ConfigureAwait(false))
            {
                HasEnded = true;
                return false;
            }

            Current = LogMapping.Line(_call.ResponseStream.Current);
            return true;
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            _caller.ThrowIfCancellationRequested();
            if (!_silent.IsCancellationRequested)
            {
                Answer = !_retired.IsCancellationRequested && exception is RpcException answered
                    ? FailureReader.Read(_daemon, nameof(FlextService.FlextServiceClient.StreamLogs), answered)
                    : null;
                Break(Answer?.Text ?? "the connection was lost", exception);
            }

            return false;
        }
    }

    public void Dispose()
    {
        _call?.Dispose();
        _any.Dispose();
        _silent.Dispose();
    }

    private DaemonConnection? Connect(SourceContext context)
    {
        try
        {
            return context.ConnectionForCall();
        }
        catch (DaemonCallException broken)
        {
            Broken = broken;
            return null;
        }
    }

    private AsyncServerStreamingCall<LogEntry>? Open(DaemonConnection connection, StreamLogsRequest request)
    {
        try
        {
            return connection.Client.StreamLogs(request, cancellationToken: _any.Token);
        }
        catch (ObjectDisposedException exception)
        {
            Break("the connection was lost", exception);
            return null;
        }
    }

    // What was not answered by the daemon itself passes.
    private void Break(string why, Exception cause) => Broken = DaemonCallException.About(
        _daemon, why, cause, Answer?.HubCode ?? (Answer is { Kind: FailureKind.Answered } ? null : HubErrorCodes.Unavailable));
}
