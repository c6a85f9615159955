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
    private readonly DaemonConnection _connection;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _silent;
    private readonly CancellationTokenSource _any;
    private readonly AsyncServerStreamingCall<LogEntry>? _call;

    public LogReading(SourceContext context, StreamLogsRequest request, TimeProvider time, CancellationToken caller)
    {
        _daemon = context.Daemon;
        _connection = context.Connection;
        _caller = caller;
        _silent = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_connection.Retired, _silent.Token, caller);
        try
        {
            _call = _connection.Client.StreamLogs(request, cancellationToken: _any.Token);
        }
        catch (ObjectDisposedException exception)
        {
            Break("the connection was lost", exception);
        }
    }

    /// <summary>The line that was read last.</summary>
    public LogLine Current { get; private set; } = null!;

    /// <summary>Why the log broke off; null if it has not, or if no line came in time.</summary>
    public DaemonCallException? Broken { get; private set; }

    /// <summary>What the daemon answered instead of a line; null if the connection broke.</summary>
    public CallFailure? Answer { get; private set; }

    /// <summary>Whether the daemon ended the log.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reads the next line. It may take as long as it likes, or the given time.</summary>
    /// <returns>Whether there is one: the log has neither ended nor broken off.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<bool> NextAsync(TimeSpan? limit = null)
    {
        if (_call is null)
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
                Answer = !_connection.Retired.IsCancellationRequested && exception is RpcException answered
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

    private void Break(string why, Exception cause) => Broken = DaemonCallException.About(_daemon, why, cause, Answer?.HubCode);
}
