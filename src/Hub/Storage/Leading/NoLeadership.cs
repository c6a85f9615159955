namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>This process never leads: <c>Cluster:Roles</c> lacks the evaluator.</summary>
internal sealed class NoLeadership : IEvaluatorLeadership
{
    public bool IsLeading => false;

    public bool IsShared => true;

    public string Leader => "";

    public Task RunAsync(Func<LeaderTerm, Task> work, CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
