using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Begins terms. A single process begins one for each source at its start; one of several begins one whenever it takes the lease of a source.</summary>
internal sealed class SourceTerms(IFeedPublisher feed, MemoryFeed read, FeedOutlet outlet, IEpochIssuer epochs, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly FeedOutlet _alone = new(read, time, loggers.CreateLogger<FeedOutlet>());

    /// <summary>Creates a reporter for a new term, which continues from the values that the source last published.</summary>
    public Task<SourceReporter> BeginAsync(DaemonOptions daemon, CancellationToken cancellationToken) => BeginAsync(daemon, epochs.IssueNext, cancellationToken);

    /// <summary>As <see cref="BeginAsync(DaemonOptions, CancellationToken)"/>, with the epoch of a lease.</summary>
    public Task<SourceReporter> BeginAsync(DaemonOptions daemon, long epoch, CancellationToken cancellationToken) => BeginAsync(daemon, () => epoch, cancellationToken);

    /// <summary>Creates a reporter for a term of which only the readers of this process hear, while the feed is away. It continues from what they have.</summary>
    /// <returns>The reporter, and the epoch of the term.</returns>
    public (SourceReporter Reporter, long Epoch) BeginAlone(DaemonOptions daemon)
    {
        var (held, newest) = Held(daemon);
        var epoch = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), newest.Epoch + 1);
        return (Create(daemon, _alone, new MessageStamp(epoch), held), epoch);
    }

    public void Dispose() => _alone.Dispose();

    /// <summary>A reporter that publishes nothing. It knows what was read of the source, for the answers to calls while another process watches it.</summary>
    public SourceReporter WithoutTerm(DaemonOptions daemon)
    {
        var (held, newest) = Held(daemon);
        return Create(daemon, outlet, new MessageStamp(newest.Epoch, newest.Sequence), held);
    }

    private (IReadOnlyList<SourceMessage> Values, (long Epoch, long Sequence) Newest) Held(DaemonOptions daemon)
    {
        var held = read.GetHeld(daemon.Name);
        var newest = held.Where(message => !MessageDescriptors.Of(message).IsJudgement).Select(message => (message.Epoch, message.Sequence)).DefaultIfEmpty().Max();
        return ([.. held.Where(message => !message.IsRemoval)], newest);
    }

    private async Task<SourceReporter> BeginAsync(DaemonOptions daemon, Func<long> epoch, CancellationToken cancellationToken)
    {
        var latest = await feed.GetPublishedAsync(daemon.Name, cancellationToken).ConfigureAwait(false);
        return Create(daemon, outlet, new MessageStamp(epoch()), latest);
    }

    private SourceReporter Create(DaemonOptions daemon, FeedOutlet to, MessageStamp stamp, IReadOnlyList<SourceMessage> latest) =>
        new(daemon, to, new SourceTerm(stamp, PublishedState.From(latest)), time, loggers.CreateLogger<SourceReporter>());
}
