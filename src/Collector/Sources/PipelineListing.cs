using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>The pipelines that a daemon lists, and which of them have changed since they were last published.</summary>
internal sealed class PipelineListing
{
    private readonly Dictionary<string, PipelineDefinition> _published = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, PipelineDefinition> _listed;

    /// <param name="published">The pipelines that an earlier term published.</param>
    public PipelineListing(IReadOnlyList<PipelineDefinition> published)
    {
        foreach (var pipeline in published)
        {
            _published.Add(pipeline.Id, Unstamped(pipeline));
        }

        _listed = _published.ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The pipeline's name; null if the daemon does not list it.</summary>
    public string? NameOf(string id) => _listed.GetValueOrDefault(id)?.Name;

    /// <summary>Applies a complete list.</summary>
    public void Apply(IReadOnlyDictionary<string, PipelineDefinition> listed) => _listed = listed;

    /// <summary>Changes since the last call: new values first, then removals.</summary>
    /// <param name="observedAt">When the daemon last answered.</param>
    public IReadOnlyList<SourceMessage> TakeChanges(DateTimeOffset? observedAt)
    {
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

    private bool HasChanged(PipelineDefinition pipeline) =>
        !_published.TryGetValue(pipeline.Id, out var before) || before with { ObservedAt = pipeline.ObservedAt } != pipeline;

    private static PipelineDefinition Unstamped(PipelineDefinition pipeline) => pipeline with { Epoch = 0, Sequence = 0 };
}
