namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>One process leads from its start to its end.</summary>
internal sealed class SoleLeadership : IEvaluatorLeadership
{
    public bool IsLeading => true;

    public bool IsShared => false;

    public string Leader => "";

    public Task RunAsync(Func<LeaderTerm, Task> work, CancellationToken cancellationToken) => work(new LeaderTerm(null, () => { }, cancellationToken));
}
