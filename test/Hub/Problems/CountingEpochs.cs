using FlextMonitor.Collector.Feed;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>Epochs that grow by one.</summary>
internal sealed class CountingEpochs : IEpochIssuer
{
    private long _last = 1_000;

    public long IssueNext() => Interlocked.Increment(ref _last);
}
