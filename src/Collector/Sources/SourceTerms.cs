using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Sources;

/// <summary>Begins terms. A single process begins one for each source at its start.</summary>
internal sealed class SourceTerms(IFeedPublisher feed, FeedOutlet outlet, IEpochIssuer epochs, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Creates a reporter for a new term, which continues from the values that the source last published.</summary>
    public async Task<SourceReporter> BeginAsync(DaemonOptions daemon, CancellationToken cancellationToken)
    {
        var latest = await feed.GetPublishedAsync(daemon.Name, cancellationToken).ConfigureAwait(false);
        var term = new SourceTerm(new MessageStamp(epochs.IssueNext()), PublishedState.From(latest));
        return new SourceReporter(daemon, outlet, term, time, loggers.CreateLogger<SourceReporter>());
    }
}
