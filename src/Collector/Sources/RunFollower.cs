using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>
/// Follows running executions (StreamExecution) to learn their progress and to notice their end at once. A stream only adds to the sampled list:
/// a status from a stream triggers the next sample and is never shown itself, so a late one cannot show an ended run as running. A failed stream changes no state.
/// </summary>
internal sealed class RunFollower(SourceContext context, TimeProvider time)
{
    /// <summary>
    /// The most open streams; the newest runs are followed. Each stream occupies a thread in a daemon that uses one thread for each call. Python
    /// daemons usually have 10, and samples and log readers need free ones.
    /// </summary>
    public const int MaxStreams = 3;

    /// <summary>How long a stream may send nothing but keep-alive updates before its first useful one: some daemons do that for ever for unknown runs.</summary>
    public static readonly TimeSpan FirstUpdateTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The same after a useful update.</summary>
    public static readonly TimeSpan NextUpdateTimeout = TimeSpan.FromMinutes(10);

    /// <summary>How long no stream is opened after one was answered with UNIMPLEMENTED.</summary>
    public static readonly TimeSpan UnimplementedTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ReviewInterval = TimeSpan.FromMinutes(1);

    /// <summary>How early a timer may seem to fire.</summary>
    private static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<string, Followed> _streams = new(StringComparer.Ordinal);

    // When the streams of running executions that have ended are opened again.
    private readonly Dictionary<string, StreamRetry> _ended = new(StringComparer.Ordinal);
    private DaemonConnection? _connection;

    // When a stream was last answered with UNIMPLEMENTED. A proxy may answer so while the daemon behind it restarts, so this does not hold for ever.
    private long? _unimplementedAt;

    /// <summary>Runs until cancelled; then waits for the streams to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var streams = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                await context.ReviewRuns.WaitAsync(UntilNextReview(), streams.Token).ConfigureAwait(false);
                await ReviewAsync(streams.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            // One failed stream must not wait for the others, which may stay open for long.
            await streams.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_streams.Values.SelectMany(stream => (Task[])[stream.Reading, stream.Reviewed])).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var stream in _streams.Values)
            {
                stream.End.Dispose();
            }
        }
    }

    private async Task ReviewAsync(CancellationToken cancellationToken)
    {
        var running = context.Read(view => view.Running);
        await EndAsync(running.ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);
        if (!context.IsSettled)
        {
            // No daemon to follow them at. The context sets the event once there is one.
            return;
        }

        var connection = context.Connection;
        if (connection != _connection)
        {
            _connection = connection;
            _ended.Clear();
            _unimplementedAt = null;
        }

        foreach (var id in running.Where(id => IsServed && _streams.Count < MaxStreams && IsToBeFollowed(id)))
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, connection.Retired);
            var reading = FollowAsync(connection, id, end.Token);
            _streams.Add(id, new Followed(connection, reading, ReviewAfterAsync(reading), end));
        }
    }

    private bool IsServed => _unimplementedAt is not { } at || time.GetElapsedTime(at) >= UnimplementedTimeout;

    private bool IsToBeFollowed(string id) => !_streams.ContainsKey(id) && (!_ended.TryGetValue(id, out var retry) || retry.IsDue);

    private TimeSpan UntilNextReview() => _ended.Values
        .Select(retry => retry.Wait)
        .OfType<TimeSpan>()
        .Where(wait => wait > TimeSpan.Zero)
        .Select(wait => wait + TimerError)
        .Append(ReviewInterval)
        .Min();

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
                await stream.Reviewed.ConfigureAwait(false);
                stream.End.Dispose();
                NoteEnd(stream.Connection, id, await stream.Reading.ConfigureAwait(false));
                await context.TakeAsync(stream.Connection, reporter => reporter.Executions.ClearProgress(id)).ConfigureAwait(false);
            }
            else if (!running.Contains(id))
            {
                await stream.End.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    // A stream that ended with a replaced connection proves nothing about the new one.
    private void NoteEnd(DaemonConnection connection, string id, StreamEnd end)
    {
        if (connection != _connection)
        {
            return;
        }

        if (end.Kind == StreamEndKind.Unimplemented)
        {
            _unimplementedAt = time.GetTimestamp();
        }

        if (!_ended.TryGetValue(id, out var retry))
        {
            _ended.Add(id, retry = new StreamRetry(time));
        }

        retry.Ended(end);
    }

    private async Task ReviewAfterAsync(Task reading)
    {
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.ReviewRuns.Set();
    }

    private async Task<StreamEnd> FollowAsync(DaemonConnection connection, string id, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (kind, hasReported) = await ReadAsync(connection, id, cancellationToken).ConfigureAwait(false);
        return new StreamEnd(kind, hasReported, time.GetElapsedTime(began));
    }

    private async Task<(StreamEndKind Kind, bool HasReported)> ReadAsync(DaemonConnection connection, string id, CancellationToken cancellationToken)
    {
        var hasReported = false;
        using var quiet = new CancellationTokenSource(FirstUpdateTimeout, time);
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
                    hasReported = true;
                    quiet.CancelAfter(NextUpdateTimeout);
                    await context.TakeAsync(connection, reporter => reporter.Executions.Progressed(id, percent.Value)).ConfigureAwait(false);
                }

                if (HasEnded(update.Status))
                {
                    context.SampleEndedRun();
                    return (StreamEndKind.Finished, true);
                }
            }

            context.SampleEndedRun();
            return (StreamEndKind.Finished, hasReported);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            var kind = exception is RpcException { StatusCode: StatusCode.Unimplemented } ? StreamEndKind.Unimplemented
                : quiet.IsCancellationRequested ? StreamEndKind.Quiet
                : StreamEndKind.BrokenOff;
            return (kind, hasReported);
        }
    }

    private static bool HasEnded(Proto.Status status) =>
        ExecutionMapping.Status(status) is ExecutionStatus.Success or ExecutionStatus.Failed or ExecutionStatus.Cancelled;

    private sealed record Followed(DaemonConnection Connection, Task<StreamEnd> Reading, Task Reviewed, CancellationTokenSource End);
}
