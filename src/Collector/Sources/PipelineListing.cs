using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>The pipelines that a daemon lists, and which of them have changed since they were last published.</summary>
internal sealed class PipelineListing
{
    private readonly Dictionary<string, PipelineDefinition> _published;
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private Dictionary<string, PipelineDefinition> _listed;
    private bool _hasNewList;

    /// <param name="published">The pipelines that an earlier term published.</param>
    public PipelineListing(IReadOnlyList<PipelineDefinition> published)
    {
        _published = published.ToDictionary(pipeline => pipeline.Id, pipeline => pipeline with { Epoch = 0, Sequence = 0 }, StringComparer.Ordinal);
        _listed = _published.ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The pipeline's name; null if the daemon does not list it.</summary>
    public string? NameOf(string id) => _listed.GetValueOrDefault(id)?.Name;

    /// <summary>Why pipelines that the daemon has are not listed; null if none is missing.</summary>
    public string? Notice { get; private set; }

    /// <summary>Applies a list. If it is incomplete, only a pipeline that two such lists in a row lack is taken for removed.</summary>
    public void Apply(PipelineList list)
    {
        Notice = list.Lacks;
        var kept = _listed.Values.Where(pipeline => !list.ById.ContainsKey(pipeline.Id) && MayExist(pipeline, list)).ToList();
        _missing.Clear();
        _missing.UnionWith(kept.Select(pipeline => pipeline.Id));
        _listed = list.ById.ToDictionary(StringComparer.Ordinal);
        kept.ForEach(pipeline => _listed.Add(pipeline.Id, pipeline));
        _hasNewList = true;
    }

    /// <summary>Changes since the last call: new values first, then removals.</summary>
    /// <param name="observedAt">When the daemon last answered.</param>
    public IReadOnlyList<SourceMessage> TakeChanges(DateTimeOffset? observedAt)
    {
        if (!_hasNewList)
        {
            return [];
        }

        _hasNewList = false;
        var changes = new List<SourceMessage>();
        foreach (var pipeline in _listed.Values.Where(HasChanged))
        {
            _published[pipeline.Id] = pipeline;
            changes.Add(pipeline);
        }

        foreach (var gone in _published.Values.Where(pipeline => !_listed.ContainsKey(pipeline.Id)).ToList())
        {
            _published.Remove(gone.Id);
            changes.Add(new PipelineDefinitionRemoved { Source = gone.Source, Epoch = 0, Sequence = 0, ObservedAt = observedAt, Id = gone.Id });
        }

        return changes;
    }

    private bool MayExist(PipelineDefinition missing, PipelineList list) =>
        list.Lacks is not null || (!list.IsComplete && !_missing.Contains(missing.Id));

    private bool HasChanged(PipelineDefinition pipeline) =>
        !_published.TryGetValue(pipeline.Id, out var before) || before with { ObservedAt = pipeline.ObservedAt } != pipeline;
}
