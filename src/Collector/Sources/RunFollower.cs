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
internal sealed class RunFollower(SourceContext context, TimeProvider time)
{
    /// <summary>
    /// Streams open at once; the newest runs are followed. Each takes a thread of a daemon that has one for every call; those in Python have 10 as
    /// a rule, of which the samples, and who reads logs, must find some free.
    /// </summary>
    public const int MostStreams = 4;

    /// <summary>How long a stream may say nothing but that it is there, before it has said anything: daemons do that for ever for runs they do not know.</summary>
    public static readonly TimeSpan NoNewsAtFirst = TimeSpan.FromSeconds(30);

    /// <summary>The same once it has said something.</summary>
    public static readonly TimeSpan NoNewsLater = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Review = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Followed> _streams = new(StringComparer.Ordinal);

    // When the stream of a run that goes on ended; null where it told nothing in all its time, and over this connection never will.
    private readonly Dictionary<string, long?> _ended = new(StringComparer.Ordinal);
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
                await context.Following.WaitAsync(Review, streams.Token).ConfigureAwait(false);
                await ReviewAsync(streams.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            // One stream that failed must not wait for the others, which may go on for long.
            await streams.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_streams.Values.Select(Task (stream) => stream.Reading)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var stream in _streams.Values)
            {
                stream.End.Dispose();
            }
        }
    }

    private async Task ReviewAsync(CancellationToken cancellationToken)
    {
        var running = context.Ask(view => view.Running);
        await EndAsync(running.ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);
        if (!context.IsSettled)
        {
            // There is nobody to follow them; the context says when there is.
            return;
        }

        var connection = context.Connection;
        if (connection != _connection)
        {
            _connection = connection;
            _ended.Clear();
            _unimplemented = false;
        }

        foreach (var id in running.Where(id => !_unimplemented && _streams.Count < MostStreams && IsToBeFollowed(id)))
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Retired);
            _streams.Add(id, new Followed(connection, FollowAsync(connection, id, end.Token), end));
        }
    }

    // One whose stream ended is not asked for again at once: some daemons end it after each word.
    private bool IsToBeFollowed(string id) => !_streams.ContainsKey(id)
        && (!_ended.TryGetValue(id, out var ended) || (ended is { } at && time.GetElapsedTime(at) >= Review));

    // Not every daemon ends the stream with the run.
    private async Task EndAsync(HashSet<string> running)
    {
        foreach (var id in _ended.Keys.Where(id => !running.Contains(id)))
        {
            _ended.Remove(id);
        }

        foreach (var (id, stream) in _streams)
        {
            if (stream.Reading.IsCompleted)
            {
                _streams.Remove(id);
                stream.End.Dispose();
                NoteEnd(stream.Connection, id, await stream.Reading.ConfigureAwait(false));
                await context.TakeAsync(stream.Connection, reporter => reporter.Executions.NoLongerFollowed(id)).ConfigureAwait(false);
            }
            else if (!running.Contains(id))
            {
                await stream.End.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    // What was lost with a connection that has been replaced says nothing of the one in its place.
    private void NoteEnd(DaemonConnection connection, string id, bool isWorthAnother)
    {
        if (connection == _connection)
        {
            _ended[id] = isWorthAnother ? time.GetTimestamp() : null;
        }
    }

    /// <returns>Whether another stream may tell more: this one told something, how far the run is or that it has ended, or it broke off.</returns>
    private async Task<bool> FollowAsync(DaemonConnection connection, string id, CancellationToken cancellationToken)
    {
        var hasTold = false;
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
                    hasTold = true;
                    quiet.CancelAfter(NoNewsLater);
                    await context.TakeAsync(connection, reporter => reporter.Executions.Progressed(id, percent.Value)).ConfigureAwait(false);
                }

                if (HasEnded(update.Status))
                {
                    context.Wakes[FeedKind.Executions].Set();
                    return true;
                }
            }

            context.Wakes[FeedKind.Executions].Set();
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            if (exception is RpcException { StatusCode: StatusCode.Unimplemented })
            {
                _unimplemented = true;
            }

            return hasTold || !quiet.IsCancellationRequested;
        }

        return hasTold;
    }

    private static bool HasEnded(Proto.Status status) =>
        ExecutionMapping.Status(status) is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;

    private sealed record Followed(DaemonConnection Connection, Task<bool> Reading, CancellationTokenSource End);
}
