using System.Runtime.CompilerServices;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

internal static class FakeDaemonRegistration
{
    public static IServiceCollection AddFakeDaemon(this IServiceCollection services) => services
        .AddSingleton<FakeDaemonCalls>()
        .AddSingleton<ISourceCatalog>(provider => provider.GetRequiredService<FakeDaemonCalls>())
        .AddSingleton<IDaemonCalls>(provider => provider.GetRequiredService<FakeDaemonCalls>());
}

/// <summary>Sources with answers that the test sets.</summary>
internal sealed class FakeDaemonCalls : ISourceCatalog, IDaemonCalls
{
    public IReadOnlyList<string> Names { get; } = ["default", "other"];

    public Func<string, ExecutionData> Execution { get; set; } = id => Messages.Execution(id);

    /// <summary>The answer to a part of the list of executions; empty by default.</summary>
    public Func<int, int, ExecutionPage> Page { get; set; } = (_, _) => new ExecutionPage([], 0, IsTooLarge: false);

    public Exception? LogFailure { get; set; }

    /// <summary>A followed log waits for this after its lines, and then fails; completed by default.</summary>
    public Task LogContinues { get; set; } = Task.CompletedTask;

    /// <summary>The lines of a log after those that were read before; none by default.</summary>
    public Func<LogRead, CancellationToken, IAsyncEnumerable<LogLine>> Continued { get; set; } = (_, _) => AsyncEnumerable.Empty<LogLine>();

    public List<string> Cancelled { get; } = [];

    public ISourceCalls Route(string source, string caller = "") => new Calls(this, source);

    private sealed class Calls(FakeDaemonCalls all, string source) : ISourceCalls
    {
        public Task<ExecutionData> GetExecutionAsync(string id, CancellationToken cancellationToken) => Task.FromResult(all.Execution(id));

        public Task<ExecutionPage> ListExecutionsAsync(int limit, int offset, CancellationToken cancellationToken) => Task.FromResult(all.Page(limit, offset));

        public async IAsyncEnumerable<LogLine> StreamLogsAsync(
            string executionId, int tailLines, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var line = 1; line <= tailLines; line++)
            {
                await Task.Yield();
                yield return new LogLine { Timestamp = Messages.Noon, Level = "info", Message = $"line {line}" };
            }

            if (follow)
            {
                await all.LogContinues.WaitAsync(cancellationToken);
                throw all.LogFailure ?? new DaemonCallException($"'{source}' ended the log of '{executionId}': Connection refused.");
            }
        }

        public IAsyncEnumerable<LogLine> ContinueLogAsync(string executionId, LogRead read, bool isRunning, CancellationToken cancellationToken) =>
            all.Continued(read, cancellationToken);

        public Task<ExecutionData> RunPipelineAsync(string pipelineId, bool fullRefresh, CancellationToken cancellationToken) =>
            Task.FromResult(Messages.Execution($"run of {pipelineId}"));

        public Task CancelExecutionAsync(string id, CancellationToken cancellationToken)
        {
            all.Cancelled.Add(id);
            return Task.CompletedTask;
        }
    }
}
