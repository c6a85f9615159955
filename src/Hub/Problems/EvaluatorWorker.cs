using FlextMonitor.Hosting.Background;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Problems;

/// <summary>Runs the evaluator in the background. If it fails unexpectedly, a new term begins.</summary>
internal sealed class EvaluatorWorker(EvaluatorTerms terms, IEvaluatorLeadership leadership, EvaluatorMetrics metrics, TimeProvider time, ILogger<EvaluatorWorker> logger) : SupervisedService
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops()
    {
        metrics.Failed(failures: 0);
        return [new("The evaluator", token => leadership.RunAsync(terms.RunAsync, token), new() { FirstBackOff = FirstBackOff, LongestBackOff = LongestBackOff, OnFailure = _ => CountAsync() }, time, logger)];
    }

    private Task CountAsync()
    {
        metrics.Failed();
        return Task.CompletedTask;
    }
}
