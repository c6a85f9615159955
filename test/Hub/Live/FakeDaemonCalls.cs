using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>A daemon's answers in the test's hand.</summary>
internal sealed class FakeDaemonCalls : IDaemonCalls
{
    public IReadOnlyList<string> Sources { get; } = ["default", "other"];

    public Func<string, ExecutionData> Execution { get; set; } = id => Messages.Execution(id);

    public Exception? LogFailure { get; set; }

    /// <summary>What a log that is followed waits for after its lines, before it fails; nothing unless set.</summary>
    public Task LogGoesOn { get; set; } = Task.CompletedTask;

    public List<string> Cancelled { get; } = [];

    public Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken) => Task.FromResult(Execution(id));

    public async IAsyncEnumerable<LogLine> StreamLogsAsync(
        string source, string executionId, int tailLines, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var line = 1; line <= tailLines; line++)
        {
            await Task.Yield();
            yield return new LogLine { Timestamp = Messages.Noon, Level = "info", Message = $"line {line}" };
        }

        if (follow)
        {
            await LogGoesOn.WaitAsync(cancellationToken);
            throw LogFailure ?? new DaemonCallException($"'{source}' ended the log of '{executionId}': Connection refused.");
        }
    }

    public Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh, CancellationToken cancellationToken) =>
        Task.FromResult(Messages.Execution($"run of {pipelineId}"));

    public Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken)
    {
        Cancelled.Add(id);
        return Task.CompletedTask;
    }
}
