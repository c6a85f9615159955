using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>The pages of a daemon's list of pipelines (ListPipelines), joined and bounded in number.</summary>
/// <param name="source">The daemon's name.</param>
/// <param name="observedAt">When the list was asked for.</param>
internal sealed class PipelinePages(string source, DateTimeOffset observedAt)
{
    private readonly Dictionary<string, PipelineDefinition> _byId = new(StringComparer.Ordinal);

    /// <summary>The pipelines so far, by id.</summary>
    public IReadOnlyDictionary<string, PipelineDefinition> ById => _byId;

    /// <summary>Adds a page.</summary>
    /// <returns>Whether it brought a pipeline that was not known and there is room for more: a daemon may send one page for ever.</returns>
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

    // Without a place in the order yet.
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
