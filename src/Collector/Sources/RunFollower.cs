using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Follows running executions (StreamExecution), for how far they are and to know at once when they end. A stream adds to the sampled list and
/// never replaces it: what it says of the status only brings the next sample forward, so it can raise nothing that has ended. That it fails changes no state.
/// </summary>
internal sealed class RunFollower(SourceBoard board, TimeProvider time)
{
    /// <summary>Streams open at once; the newest runs are followed.</summary>
    public const int MostStreams = 16;

    /// <summary>How long a stream may say nothing but that it is there, before it has said anything: daemons do that for ever for runs they do not know.</summary>
    public static readonly TimeSpan NoNewsAtFirst = TimeSpan.FromSeconds(30);

    /// <summary>The same once it has said something.</summary>
    public static readonly TimeSpan NoNewsLater = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Review = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Followed> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private DaemonConnection? _connection;
    private volatile bool _unimplemented;

    /// <summary>Runs until cancelled; then waits for the streams to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var streams = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                await board.Following.WaitAsync(Review, streams.Token).ConfigureAwait(false);
                await ReviewAsync(streams.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            // One stream that failed must not wait for the others, which may go on for long.
            await streams.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_streams.Values.Select(stream => stream.Reading)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var stream in _streams.Values)
            {
                stream.End.Dispose();
            }
        }
    }

    private async Task ReviewAsync(CancellationToken cancellationToken)
    {
        var running = board.Ask(book => book.Running);
        await EndAsync(running.ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);

        var connection = board.Connection;
        if (connection != _connection)
        {
            _connection = connection;
            _tried.Clear();
            _unimplemented = false;
        }

        _tried.IntersectWith(running);
        foreach (var id in running.Where(id => !_unimplemented && _streams.Count < MostStreams && !_streams.ContainsKey(id) && _tried.Add(id)))
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Retired);
            _streams.Add(id, new Followed(FollowAsync(connection, id, end.Token), end));
        }
    }

    // Not every daemon ends the stream with the run.
    private async Task EndAsync(HashSet<string> running)
    {
        foreach (var (id, stream) in _streams)
        {
            if (stream.Reading.IsCompleted)
            {
                _streams.Remove(id);
                stream.End.Dispose();
                await stream.Reading.ConfigureAwait(false);
            }
            else if (!running.Contains(id))
            {
                await stream.End.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task FollowAsync(DaemonConnection connection, string id, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(NoNewsAtFirst, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        try
        {
            using var call = connection.Client.StreamExecution(new StreamExecutionRequest { ExecutionId = id }, cancellationToken: any.Token);
            double? last = null;
            await foreach (var update in call.ResponseStream.ReadAllAsync(any.Token).ConfigureAwait(false))
            {
                var percent = Clean.Progress(update.Progress);
                if (update.ExecutionId.Length > 0 && update.ExecutionId != id)
                {
                    continue;
                }

                if (percent is not null && percent != last)
                {
                    last = percent;
                    quiet.CancelAfter(NoNewsLater);
                    await board.TakeAsync(connection, reporter => reporter.Executions.Progressed(id, percent.Value)).ConfigureAwait(false);
                }

                if (HasEnded(update.Status))
                {
                    board.Wakes[FeedKind.Executions].Set();
                    return;
                }
            }

            board.Wakes[FeedKind.Executions].Set();
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            if (exception is RpcException { StatusCode: StatusCode.Unimplemented })
            {
                _unimplemented = true;
            }
        }
    }

    private static bool HasEnded(Proto.Status status) =>
        ExecutionMapping.Status(status) is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;

    private sealed record Followed(Task Reading, CancellationTokenSource End);
}
