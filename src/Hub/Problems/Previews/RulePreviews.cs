using System.Collections.Concurrent;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems.Previews;

/// <summary>Tries a rule out on what history holds. Pipelines are judged by the very code that judges them live.</summary>
internal sealed class RulePreviews(IEnumerable<IRulePast> pasts, ISourceCatalog catalog, IFeedReader feed) : IRulePreview
{
    private const int MostListed = 100;

    /// <summary>How many sources are judged at once: some processors stay free for what is live.</summary>
    private const int AtOnce = 2;

    /// <summary>How long before the previewed time runs are read, so that it is known how long they usually take.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(14);

    private static readonly HashSet<string> OfPipelines =
        [ProblemKinds.Failing, ProblemKinds.Slow, ProblemKinds.MissedStart, ProblemKinds.LateFinish, ProblemKinds.ZeroRows, ProblemKinds.FewRows, ProblemKinds.TooQuick];

    private static readonly HashSet<string> OfSources = [ProblemKinds.Unreachable, ProblemKinds.Degraded, ProblemKinds.Component];

    private readonly IRulePast? _past = pasts.SingleOrDefault();

    public bool CanPreview(string kind) => _past is not null && (kind == ProblemKinds.Threshold || OfPipelines.Contains(kind) || OfSources.Contains(kind));

    public async Task<RulePreview> PreviewAsync(Rule rule, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (_past is not { } past)
        {
            throw new JournalUnavailableException("this process keeps no history");
        }

        var sources = catalog.Names.Where(name => rule.Match.Sources.Count == 0 || rule.Match.Sources.Contains(name)).ToList();
        var found = new ConcurrentBag<RulePreviewOpening>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sources, parallel, async (source, token) =>
        {
            foreach (var opening in await OpeningsOfAsync(past, rule with { IsEnabled = true }, source, since, until, token).ConfigureAwait(false))
            {
                found.Add(opening);
            }
        }).ConfigureAwait(false);

        List<RulePreviewOpening> openings = [.. found.OrderByDescending(opening => opening.Since).ThenBy(opening => opening.Source, StringComparer.Ordinal).ThenBy(opening => opening.PipelineId, StringComparer.Ordinal)];
        var seen = await past.ReadSeenPercentAsync(sources, since, until, cancellationToken).ConfigureAwait(false);
        return new RulePreview(since, until, [.. openings.Take(MostListed)], Math.Max(0, openings.Count - MostListed), seen);
    }

    private async Task<IReadOnlyList<RulePreviewOpening>> OpeningsOfAsync(IRulePast past, Rule rule, string source, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (ThresholdRule.Of(rule) is { IsOfPipeline: false } threshold)
        {
            return FigureReplay.Openings(threshold, source, await past.ReadFigureAsync(source, threshold.Figure.Name, since, until, cancellationToken).ConfigureAwait(false), until);
        }

        if (OfSources.Contains(rule.Kind))
        {
            return StateReplay.Openings(rule, source, await past.ReadStatesAsync(source, since, until, cancellationToken).ConfigureAwait(false), since);
        }

        var replay = new PipelineReplay(rule, source, [.. (await feed.GetLatestAsync(source, cancellationToken).ConfigureAwait(false)).OfType<PipelineDefinition>()]);
        return replay.Openings(await past.ReadRunsAsync(source, since - Before, until, cancellationToken).ConfigureAwait(false), since, until);
    }
}
