using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>The pages of a daemon's list of pipelines (ListPipelines), joined and limited in number.</summary>
/// <param name="source">The daemon's name.</param>
/// <param name="observedAt">When the list was requested.</param>
internal sealed class PipelinePages(string source, DateTimeOffset observedAt)
{
    private readonly Dictionary<string, PipelineDefinition> _byId = new(StringComparer.Ordinal);

    /// <summary>The pipelines so far, by id.</summary>
    public IReadOnlyDictionary<string, PipelineDefinition> ById => _byId;

    /// <summary>Adds a page.</summary>
    /// <returns>Whether the page contained a new pipeline and there is room for more. A daemon may send the same page for ever.</returns>
    public bool Add(IEnumerable<Pipeline> page)
    {
        var before = _byId.Count;
        foreach (var pipeline in page.Take(TextLimits.Pipelines - before))
        {
            var id = Clean.Text(pipeline.Id, TextLimits.Name);
            if (id.Length > 0)
            {
                _byId.TryAdd(id, Definition(id, pipeline));
            }
        }

        return _byId.Count > before && _byId.Count < TextLimits.Pipelines;
    }

    // Not stamped yet.
    private PipelineDefinition Definition(string id, Pipeline sent) => new()
    {
        Source = source,
        Epoch = 0,
        Sequence = 0,
        ObservedAt = observedAt,
        Id = id,
        Name = Clean.TextOrNull(sent.Name, TextLimits.Name) ?? id,
        Schedule = Clean.TextOrNull(sent.Schedule, TextLimits.Name),
        IsActive = sent.IsActive,
    };
}
