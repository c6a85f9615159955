using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Hub;

/// <summary>There is no daemon here: the feed is driven. Nothing that is measured asks one.</summary>
internal sealed class NoDaemonCalls : IDaemonCalls
{
    public IReadOnlyList<string> Sources => ["default"];

    public Task<ExecutionData> GetExecutionAsync(string source, string id, CancellationToken cancellationToken) => throw Refusal();

    public IAsyncEnumerable<LogLine> StreamLogsAsync(string source, string executionId, int tailLines, bool follow, CancellationToken cancellationToken) =>
        throw Refusal();

    public Task<ExecutionData> RunPipelineAsync(string source, string pipelineId, bool fullRefresh, CancellationToken cancellationToken) => throw Refusal();

    public Task CancelExecutionAsync(string source, string id, CancellationToken cancellationToken) => throw Refusal();

    private static DaemonCallException Refusal() => new("There is no daemon behind a host that is measured.");
}
