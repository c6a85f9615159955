using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Logs;
using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Sources;

/// <summary>Forwards subscribers' calls to one daemon over the watcher's connection.</summary>
/// <param name="watcher">Holds the connection.</param>
/// <param name="turns">The daemon's limits, which are shared between callers.</param>
/// <param name="caller">Who calls.</param>
/// <param name="time">Provides the arrival time of answers.</param>
internal sealed class SourceCalls(SourceWatcher watcher, DaemonTurns turns, string caller, TimeProvider time) : ISourceCalls
{
    private readonly SourceContext _context = watcher.Context;
    private readonly DaemonOptions _daemon = watcher.Context.Daemon;

    public async Task<ExecutionData> GetExecutionAsync(string id, CancellationToken cancellationToken)
    {
        var place = _context.Reserve();
        var sent = await CallAsync(
            nameof(FlextService.FlextServiceClient.GetExecution),
            changes: false,
            (client, options) => client.GetExecutionAsync(new GetExecutionRequest { Id = id }, options),
            cancellationToken).ConfigureAwait(false);
        return Execution(place, sent, nameof(FlextService.FlextServiceClient.GetExecution));
    }

    public async Task<ExecutionPage> ListExecutionsAsync(int limit, int offset, CancellationToken cancellationToken)
    {
        const string Rpc = nameof(FlextService.FlextServiceClient.ListExecutions);
        var place = _context.Reserve();
        using var load = _context.Pace.BeginCall();
        var result = await TryCallAsync(
            Rpc, changes: false, (client, options) => client.ListExecutionsAsync(new ListExecutionsRequest { Limit = limit, Offset = offset }, options), cancellationToken).ConfigureAwait(false);
        if (result.Failure is { IsTooLarge: true })
        {
            return new ExecutionPage([], 0, IsTooLarge: true);
        }

        var answer = result.Answer ?? throw Failed(Rpc, changes: false, result.Failure!);
        var sent = answer.Executions;
        var usable = sent.Where(execution => ExecutionMapping.HasUsableId(execution.Id)).Select(execution => ExecutionMapping.Execution(_daemon.Name, execution, time.Now()));
        return new ExecutionPage([.. usable.Select(execution => _context.Complete(place, execution))], sent.Count, IsTooLarge: false, answer.Total);
    }

    public IAsyncEnumerable<LogLine> StreamLogsAsync(string executionId, int tailLines, bool follow, CancellationToken cancellationToken)
    {
        var tail = Math.Max(tailLines, 0);
        return ReadLogAsync(executionId, (log, stop) => follow ? new FollowedLog(log, tail).ReadAsync(stop) : ReadOnceAsync(log, tail, stop), cancellationToken);
    }

    public IAsyncEnumerable<LogLine> ContinueLogAsync(string executionId, LogRead read, bool isRunning, CancellationToken cancellationToken) =>
        ReadLogAsync(executionId, (log, stop) => new FollowedLog(log, read, isRunning).ReadAsync(stop), cancellationToken);

    public async Task<ExecutionData> RunPipelineAsync(string pipelineId, bool fullRefresh, CancellationToken cancellationToken)
    {
        var place = _context.Reserve();
        var sent = await CallAsync(
            nameof(FlextService.FlextServiceClient.RunPipeline),
            changes: true,
            (client, options) => client.RunPipelineAsync(new RunPipelineRequest { PipelineId = pipelineId, FullRefresh = fullRefresh }, options),
            cancellationToken).ConfigureAwait(false);
        return Execution(place, sent, nameof(FlextService.FlextServiceClient.RunPipeline));
    }

    public async Task CancelExecutionAsync(string id, CancellationToken cancellationToken) => await CallAsync(
        nameof(FlextService.FlextServiceClient.CancelExecution),
        changes: true,
        (client, options) => client.CancelExecutionAsync(new CancelExecutionRequest { Id = id }, options),
        cancellationToken).ConfigureAwait(false);

    private async Task<T> CallAsync<T>(
        string rpc, bool changes, Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method, CancellationToken cancellationToken)
        where T : class
    {
        var result = await TryCallAsync(rpc, changes, method, cancellationToken).ConfigureAwait(false);
        return result.Answer ?? throw Failed(rpc, changes, result.Failure!);
    }

    private async Task<CallResult<T>> TryCallAsync<T>(
        string rpc, bool changes, Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method, CancellationToken cancellationToken)
        where T : class
    {
        var turn = await TakeTurnAsync(rpc, cancellationToken).ConfigureAwait(false);
        try
        {
            var (result, lost) = await RunAsync(turn, rpc, method).WaitAsync(cancellationToken).ConfigureAwait(false);
            return lost is null ? result : throw DaemonCallException.About(_daemon, $"{rpc} got no answer: the connection was lost{MayBeDone(changes)}", lost);
        }
        finally
        {
            if (changes)
            {
                // The list shows the outcome, even if the daemon has not answered the call.
                _context.SampleNow[FeedKind.Executions].Set();
            }
        }
    }

    /// <summary>
    /// Makes a call and gives its turn back. The call goes on to its deadline if its caller leaves: to cancel it would free no thread of the daemon, and nobody would know when
    /// it is free.
    /// </summary>
    /// <returns>The result, or why the connection was lost.</returns>
    private async Task<(CallResult<T> Result, Exception? Lost)> RunAsync<T>(
        IDisposable turn, string rpc, Func<FlextService.FlextServiceClient, CallOptions, AsyncUnaryCall<T>> method)
        where T : class
    {
        var isSilent = false;
        var replaced = CancellationToken.None;
        try
        {
            var connection = _context.ConnectionForCall();
            replaced = connection.Retired;

            // No retry: a run must not be started twice.
            var result = await watcher.Caller.CallAsync(connection, rpc, method, limit: null, CancellationToken.None).ConfigureAwait(false);
            isSilent = result.Failure is { Kind: FailureKind.Silent };
            if (result.Failure is null or { Kind: FailureKind.Answered })
            {
                turns.Silent.Reset();
            }

            return (result, null);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return (default, exception);
        }
        finally
        {
            if (isSilent)
            {
                _ = turns.Silent.KeepAsync(turn, caller, replaced);
            }
            else
            {
                turn.Dispose();
            }
        }
    }

    /// <summary>Waits for a turn, as long as an answer may take.</summary>
    private async Task<IDisposable> TakeTurnAsync(string rpc, CancellationToken cancellationToken)
    {
        var kept = turns.KeptFrom(caller);
        if (kept > _daemon.Deadline)
        {
            throw Unanswered(rpc, kept.Value, cause: null);
        }

        using var patience = new CancellationTokenSource(_daemon.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await turns.Calls.TakeAsync(caller, either.Token).ConfigureAwait(false)
                ?? throw DaemonCallException.About(_daemon, $"{rpc} was not called: {DaemonTurns.WaitingOfOne} of your calls wait for this daemon already; try again when one has ended", code: HubErrorCodes.Unavailable);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw kept is { } left
                ? Unanswered(rpc, left, exception)
                : DaemonCallException.About(_daemon, $"{rpc} was not called: other calls kept the daemon busy for {_daemon.Deadline.TotalSeconds:0.#} s; try again", exception, HubErrorCodes.Unavailable);
        }
    }

    private DaemonCallException Unanswered(string rpc, TimeSpan kept, Exception? cause) => DaemonCallException.About(
        _daemon, $"{rpc} was not called: the daemon has not answered earlier calls; try again in {Math.Ceiling(kept.TotalSeconds):0} s", cause, HubErrorCodes.Unavailable);

    private async IAsyncEnumerable<LogLine> ReadLogAsync(
        string executionId, Func<LogSource, CancellationToken, IAsyncEnumerable<LogLine>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_context.DownError is { } down)
        {
            throw DaemonCallException.About(_daemon, down, code: HubErrorCodes.Unavailable);
        }

        using var turn = turns.Logs.TryTake(caller) ?? throw DaemonCallException.About(
            _daemon,
            $"the most logs that {_daemon.Key}:{nameof(_daemon.LogLimit)} allows ({_daemon.LogLimit}, of one person {turns.Logs.MostOfOne}) are open already; close one and try again",
            code: HubErrorCodes.Unavailable);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, turn.Closed);
        var lines = read(new LogSource(_context, watcher.Caller, executionId, time), either.Token).GetAsyncEnumerator(CancellationToken.None);
        await using (lines.ConfigureAwait(false))
        {
            while (await NextAsync(lines, turn, cancellationToken).ConfigureAwait(false))
            {
                turn.NoteLine();
                yield return lines.Current;
            }
        }
    }

    /// <summary>Reads up to the next line of a log.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<LogLine> lines, LogTurn turn, CancellationToken cancellationToken)
    {
        var hasNext = false;
        try
        {
            hasNext = await lines.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (turn.Closed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The reader is told below.
        }

        return hasNext || !turn.Closed.IsCancellationRequested || cancellationToken.IsCancellationRequested
            ? hasNext
            : throw DaemonCallException.About(_daemon, "the log was closed, because others want to read one; open it again later", code: HubErrorCodes.Unavailable);
    }

    private static async IAsyncEnumerable<LogLine> ReadOnceAsync(LogSource log, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reading = log.Read(tail, follow: false, cancellationToken);
        while (await reading.NextAsync().ConfigureAwait(false))
        {
            yield return reading.Current;
        }

        if (reading.Broken is { } broken)
        {
            throw broken;
        }
    }

    private DaemonCallException Failed(string rpc, bool changes, CallFailure failure)
    {
        var text = failure switch
        {
            { Kind: FailureKind.Connection, MayBeDone: false } => $"{rpc} could not be called: {failure.Text}",
            { Kind: FailureKind.Connection } => $"{rpc} got no answer: {failure.Text}{MayBeDone(changes)}",
            _ => failure.Text + MayBeDone(changes && failure.MayBeDone),
        };
        return DaemonCallException.About(_daemon, text, code: failure.HubCode);
    }

    private static string MayBeDone(bool mayHaveChanged) => mayHaveChanged ? "; it may have been carried out" : "";

    /// <param name="place">The place in the order that was reserved before the call, so that values published since then count as newer.</param>
    /// <param name="sent">The daemon's answer.</param>
    /// <param name="rpc">The call.</param>
    private ExecutionData Execution(ReservedPlace place, Execution sent, string rpc)
    {
        if (!ExecutionMapping.HasUsableId(sent.Id))
        {
            throw DaemonCallException.About(_daemon, $"{rpc} was carried out, but answered with an execution that has no usable id");
        }

        return _context.Complete(place, ExecutionMapping.Execution(_daemon.Name, sent, time.Now(), TextLimits.WholeError));
    }
}
