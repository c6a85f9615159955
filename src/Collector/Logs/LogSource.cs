using FlextMonitor.Collector.Mapping;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using Grpc.Core;

namespace FlextMonitor.Collector.Logs;

/// <summary>What a daemon tells of the log of one execution.</summary>
internal sealed class LogSource(SourceContext context, DaemonCaller caller, string executionId, TimeProvider time)
{
    public DaemonOptions Daemon => context.Daemon;

    /// <summary>Whether the daemon is down.</summary>
    public bool IsDown => context.DownError is not null;

    public TimeProvider Time => time;

    /// <summary>Begins to read the log.</summary>
    /// <param name="tailLines">With how many of its last lines; 0 for all.</param>
    /// <param name="follow">Whether to wait for new lines.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public LogReading Read(int tailLines, bool follow, CancellationToken cancellationToken) =>
        new(context, new StreamLogsRequest { ExecutionId = executionId, TailLines = tailLines, Follow = follow }, time, cancellationToken);

    /// <summary>Asks how the execution stands.</summary>
    public async Task<RunProgress> ProgressAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await caller.CallAsync(
                context.ConnectionForCall(),
                nameof(FlextService.FlextServiceClient.GetExecution),
                (client, options) => client.GetExecutionAsync(new GetExecutionRequest { Id = executionId }, options),
                limit: null,
                cancellationToken).ConfigureAwait(false);
            return result.Answer is { } execution ? Of(execution) : Of(result.Failure!);
        }
        catch (DaemonCallException)
        {
            return RunProgress.Unreachable;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException && !cancellationToken.IsCancellationRequested)
        {
            return RunProgress.Unreachable;
        }
    }

    private static RunProgress Of(Execution execution) => ExecutionMapping.Status(execution.Status) switch
    {
        ExecutionStatus.Pending or ExecutionStatus.Running => RunProgress.Running,
        ExecutionStatus.Unknown => RunProgress.Untold,
        _ => RunProgress.Ended,
    };

    private static RunProgress Of(CallFailure failure) => failure switch
    {
        { Kind: not FailureKind.Answered } => RunProgress.Unreachable,
        { Code: StatusCode.NotFound } => RunProgress.Gone,
        _ => RunProgress.Untold,
    };
}
