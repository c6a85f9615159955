using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>Stands for the lease of the evaluator, if several processes may take turns.</summary>
internal sealed class LeadershipWorker(IEvaluatorLeadership leadership, TimeProvider time, ILogger<LeadershipWorker> logger) : SupervisedService
{
    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
        leadership is LeasedLeadership leased ? [new("The lease of the evaluator", leased.StandAsync, new(), time, logger)] : [];
}
