using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Hub.Storage.Leading;

/// <summary>While Redis is away, the process that evaluates watches all sources for itself, so that history and alerts go on.</summary>
internal sealed class LeaderCollects(IEvaluatorLeadership leadership) : ILoneCollecting
{
    public bool IsWanted => leadership.IsLeading;
}
