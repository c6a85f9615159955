using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.History.Api;

/// <summary>Reads how pipelines stand from the feed, and their days from the store.</summary>
public sealed class PipelineReader
{
    private readonly IFeedReader _feed;
    private readonly IDbContextFactory<HistoryDbContext> _contexts;

    internal PipelineReader(IFeedReader feed, IDbContextFactory<HistoryDbContext> contexts) => (_feed, _contexts) = (feed, contexts);

    /// <summary>The pipelines of sources, by source in the given order, then by id.</summary>
    public async Task<IReadOnlyList<PipelineStatus>> ListAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);

        var pipelines = new List<PipelineStatus>();
        foreach (var source in sources)
        {
            var latest = await _feed.GetLatestAsync(source, cancellationToken).ConfigureAwait(false);
            pipelines.AddRange(latest.OfType<PipelineStatus>().OrderBy(pipeline => pipeline.Id, StringComparer.Ordinal));
        }

        return pipelines;
    }

    /// <summary>One pipeline with its days; null if neither the feed nor the store knows it.</summary>
    public async Task<PipelineResponse?> FindAsync(string source, string id, CancellationToken cancellationToken)
    {
        var status = (await ListAsync([source], cancellationToken).ConfigureAwait(false)).FirstOrDefault(pipeline => pipeline.Id == id);
        var context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var days = await context.PipelineDays.AsNoTracking()
                .Where(day => context.Sources.Any(known => known.Id == day.SourceId && known.Name == source) && day.PipelineId == id)
                .OrderBy(day => day.Day)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return status is null && days.Count == 0 ? null : new PipelineResponse(status, [.. days.Select(PipelineDayResponse.Of)]);
        }
    }
}
