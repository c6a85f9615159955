using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>Records what is published, with a short description of each message.</summary>
internal sealed class RecordingFeed : IFeedPublisher
{
    private int _taken;
    private List<SourceMessage> _all = [];

    public IReadOnlyList<SourceMessage> Messages => [.. _all.Skip(_taken)];

    public SourceMessage Last => _all[^1];

    /// <summary>The latest value of each key.</summary>
    public IReadOnlyList<SourceMessage> Latest => [.. _all.GroupBy(message => message.Key).Select(values => values.Last())];

    public ValueTask PublishAsync(FeedBatch batch, CancellationToken cancellationToken)
    {
        _all = [.. _all, .. batch.Changes];
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<SourceMessage>> GetPublishedAsync(string source, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<SourceMessage>>([.. Latest.Where(message => message.Source == source && !message.IsRemoval)]);

    public TMessage Of<TMessage>()
        where TMessage : SourceMessage => _all.OfType<TMessage>().Last();

    /// <summary>Short descriptions of what was published since the last call.</summary>
    public List<string> Taken()
    {
        List<string> words = [.. Messages.Select(message => message switch
        {
            SourceStatus status => $"Status {status.State}",
            DashboardStats stats => $"Stats {stats.CpuUsage:0}",
            ExecutionData execution => $"Execution {execution.Id}",
            _ => message.Key.Kind.ToString(),
        })];
        _taken = _all.Count;
        return words;
    }
}
