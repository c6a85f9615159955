using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Publishing;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>Passes subscribers' calls to the daemons, over the connections that are kept for watching them.</summary>
internal sealed class DaemonCalls(SourceWatchers watchers, MessageStamp stamp, TimeProvider time) : IDaemonCalls, IDisposable
{
    // Each log is a call that stays open, and so takes a thread of a daemon that has one for every call: without a limit the last would be gone.
    private readonly PartitionedRateLimiter<DaemonOptions> _logs = PartitionedRateLimiter.Create<DaemonOptions, string>(daemon =>
        RateLimitPartition.GetConcurrencyLimiter(daemon.Name, _ => new ConcurrencyLimiterOptions { PermitLimit = daemon.LogLimit }));

    public IReadOnlyList<string> Sources => watchers.Names;

    public async Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken)
    {
        var watcher = Find(source);
        var place = stamp.Reserve();
        var sent = await CallAsync(
            watcher,
            nameof(FlextService.FlextServiceClient.GetExecution),
            changes: false,
            (client, options) => client.GetExecutionAsync(new GetExecutionRequest { Id = id }, options),
            cancellationToken).ConfigureAwait(false);
        return Execution(watcher, place, sent, nameof(FlextService.FlextServiceClient.GetExecution));
    }

    public async IAsyncEnumerable<LogLine> StreamLogsAsync(
        string source, string executionId, int tailLines, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watcher = Find(source);
        if (watcher.Board.DownError is { } down)
        {
            throw Failed(source, down);
        }

        var daemon = watcher.Board.Daemon;
        using var place = _logs.AttemptAcquire(daemon);
        if (!place.IsAcquired)
        {
            throw Failed(source, $"as many logs are being read already as {daemon.Key}:{nameof(daemon.LogLimit)} allows ({daemon.LogLimit}); close one and try again");
        }

        var connection = watcher.Board.Connection;
        using var any = CancellationTokenSource.CreateLinkedTokenSource(connection.Retired, cancellationToken);
        var request = new StreamLogsRequest { ExecutionId = executionId, TailLines = Math.Max(tailLines, 0), Follow = follow };
        using var call = Start(watcher, connection, client => client.StreamLogs(request, cancellationToken: any.Token));
        while (await NextAsync(watcher, connection, call.ResponseStream, any.Token, cancellationToken).ConfigureAwait(false))
        {
            yield return LogMapping.Line(call.ResponseStream.Current);
        }
    }

    public async Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh, CancellationToken cancellationToken)
    {
        var watcher = Find(source);
        var place = stamp.Reserve();
        var sent = await CallAsync(
            watcher,
            nameof(FlextService.FlextServiceClient.RunPipeline),
            changes: true,
            (client, options) => client.RunPipelineAsync(new RunPipelineRequest { PipelineId = pipelineId, FullRefresh = fullRefresh }, options),
            cancellationToken).ConfigureAwait(false);
        return Execution(watcher, place, sent, nameof(FlextService.FlextServiceClient.RunPipeline));
    }

    public async Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken) => await CallAsync(
        Find(source),
        nameof(FlextService.FlextServiceClient.CancelExecution),
        changes: true,
        (client, options) => client.CancelExecutionAsync(new CancelExecutionRequest { Id = id }, options),
        cancellationToken).ConfigureAwait(false);

    public void Dispose() => _logs.Dispose();

    private static async Task<T> CallAsync<T>(
        SourceWatcher watcher, string rpc, bool changes, Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method, CancellationToken cancellationToken)
        where T : class
    {
        var name = watcher.Board.Daemon.Name;
        try
        {
            // Not tried again: a run that was started must not be started twice.
            var result = await watcher.Caller.CallAsync(watcher.Board.Connection, rpc, method, cancellationToken).ConfigureAwait(false);
            return result.Answer ?? throw Failed(name, Words(rpc, changes, result.Failure!));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException && !cancellationToken.IsCancellationRequested)
        {
            throw new DaemonCallException(Text(name, $"{rpc} got no answer: the connection was lost{Doubt(changes)}"), exception);
        }
        finally
        {
            if (changes)
            {
                // What came of it, the list tells, also where the daemon has not answered.
                watcher.Board.Wakes[FeedKind.Executions].Set();
            }
        }
    }

    private static T Start<T>(SourceWatcher watcher, DaemonConnection connection, Func<FlextService.FlextServiceClient, T> method)
    {
        try
        {
            return method(connection.Client);
        }
        catch (ObjectDisposedException exception)
        {
            throw new DaemonCallException(Text(watcher.Board.Daemon.Name, "the connection was lost"), exception);
        }
    }

    private static async Task<bool> NextAsync(
        SourceWatcher watcher, DaemonConnection connection, IAsyncStreamReader<LogEntry> stream, CancellationToken any, CancellationToken caller)
    {
        var daemon = watcher.Board.Daemon;
        try
        {
            return await stream.MoveNext(any).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            caller.ThrowIfCancellationRequested();
            var why = !connection.Retired.IsCancellationRequested && exception is RpcException answered
                ? FailureReader.Read(daemon, nameof(FlextService.FlextServiceClient.StreamLogs), answered).Text
                : "the connection was lost";
            throw new DaemonCallException(Text(daemon.Name, why), exception);
        }
    }

    private static string Words(string rpc, bool changes, CallFailure failure) => failure switch
    {
        { Kind: FailureKind.Connection, MayBeDone: false } => $"{rpc} could not be called: {failure.Text}",
        { Kind: FailureKind.Connection } => $"{rpc} got no answer: {failure.Text}{Doubt(changes)}",
        _ => failure.Text + Doubt(changes && failure.MayBeDone),
    };

    private static string Doubt(bool mayHaveChanged) => mayHaveChanged ? "; it may have been carried out" : "";

    private static DaemonCallException Failed(string source, string why) => new(Text(source, why));

    private static string Text(string source, string why) => $"Daemon '{source}': {why}.";

    private SourceWatcher Find(string source) => watchers.Find(source)
        ?? throw new DaemonCallException($"There is no daemon '{source}'. There are: '{string.Join("', '", watchers.Names)}'.");

    /// <param name="watcher">Whose it is.</param>
    /// <param name="place">Its place in the order, kept before the daemon was asked: what was published since is of a later answer.</param>
    /// <param name="sent">The daemon's answer.</param>
    /// <param name="rpc">What was asked.</param>
    private ExecutionData Execution(SourceWatcher watcher, long place, Execution sent, string rpc)
    {
        if (!ExecutionMapping.HasUsableId(sent.Id))
        {
            throw Failed(watcher.Board.Daemon.Name, $"{rpc} was carried out, but answered with an execution that has no usable id");
        }

        var execution = ExecutionMapping.Execution(watcher.Board.Daemon.Name, sent, time.Now(), TextLimits.WholeError);
        return stamp.At(place, watcher.Board.Ask(book => book.Complete(execution)));
    }
}
