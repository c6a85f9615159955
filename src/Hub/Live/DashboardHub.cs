using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Hub.Live;

/// <summary>The methods that a subscriber may call. None is required: the hub sends the current state and every change without a call.</summary>
/// <remarks>Failures are <see cref="HubException"/>s with a text that a person can act on.</remarks>
internal sealed class DashboardHub(FanOut fanOut, VisibleSources visible, IDaemonCalls daemons, LogStreamLimiter logs, TimeProvider time) : Hub<IDashboardClient>
{
    /// <summary>The most daemons that one connection can name.</summary>
    private const int MaxWatched = 1000;

    /// <summary>The hub's time (UTC), with which a subscriber computes the age of what it received.</summary>
    public DateTimeOffset Clock() => time.GetUtcNow();

    /// <summary>Narrows this connection to the named daemons. Their state is sent again.</summary>
    /// <param name="sources">Names of daemons; empty means all.</param>
    public void Watch(IReadOnlyList<string> sources)
    {
        if (sources.Count > MaxWatched)
        {
            throw new HubException($"Watch accepts at most {MaxWatched} names of daemons; an empty list means all.");
        }

        var self = Self();
        if (visible.Problem(sources, self?.Rights ?? Rights.None) is { } problem)
        {
            throw new HubException(problem);
        }

        self?.Watch(SourceFilter.Of(sources));
    }

    /// <summary>Stops sending to this connection.</summary>
    public void Pause() => Self()?.Pause(time.GetTimestamp());

    /// <summary>Continues with everything that changed meanwhile.</summary>
    public void Resume() => Self()?.Resume();

    /// <summary>One execution with all its details and its whole error, requested from the daemon now.</summary>
    [LargeAnswer]
    public Task<ExecutionData> GetExecution(string source, string id) =>
        Daemon(source).GetExecutionAsync(id, Context.ConnectionAborted);

    /// <summary>Log lines of one execution, oldest first.</summary>
    /// <param name="source">The daemon.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="tailLines">How many of the last lines to start with; 0 or less means all.</param>
    /// <param name="follow">Whether the stream continues until the execution ends.</param>
    /// <param name="cancellationToken">Cancelled when the subscriber ends the stream.</param>
    public async IAsyncEnumerable<LogLine> StreamLogs(
        string source, string executionId, int tailLines, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var permit = logs.TryOpen(Context.ConnectionId);
        if (!permit.IsAcquired)
        {
            throw new HubException($"{LogStreamLimiter.MaxPerConnection} logs are being read over this connection already; close one and try again.");
        }

        await foreach (var line in Daemon(source).StreamLogsAsync(executionId, tailLines, follow, cancellationToken).ConfigureAwait(false))
        {
            yield return line;
        }
    }

    /// <summary>Starts a pipeline and returns the new execution.</summary>
    [RequiresRole(Roles.Operator)]
    [Audited(AuditActions.RunPipeline)]
    [LargeAnswer]
    public Task<ExecutionData> RunPipeline(string source, string pipelineId, bool fullRefresh) =>
        Daemon(source).RunPipelineAsync(pipelineId, fullRefresh, Context.ConnectionAborted);

    /// <summary>Asks the daemon to stop an execution.</summary>
    [RequiresRole(Roles.Operator)]
    [Audited(AuditActions.CancelExecution)]
    public Task CancelExecution(string source, string id) =>
        Daemon(source).CancelExecutionAsync(id, Context.ConnectionAborted);

    private ISourceCalls Daemon(string source) => daemons.Route(source, Context.User?.PersonOrToken() ?? Context.ConnectionId);

    private Subscriber? Self() => fanOut.Find(Context.ConnectionId);
}
