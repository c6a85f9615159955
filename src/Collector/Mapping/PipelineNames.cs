using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Pipelines' names by their ids (ListPipelines), bounded in number.</summary>
internal sealed class PipelineNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> ById => _names;

    /// <summary>Adds a page of them.</summary>
    /// <returns>Whether it brought any that were not known and there is room for more: a daemon may send one page for ever.</returns>
    public bool Add(IEnumerable<Pipeline> page)
    {
        var before = _seen.Count;
        foreach (var pipeline in page.Take(TextLimits.Pipelines - before))
        {
            var id = Clean.Text(pipeline.Id, TextLimits.Name);
            if (_seen.Add(id) && Clean.Text(pipeline.Name, TextLimits.Name) is { Length: > 0 } name)
            {
                _names.Add(id, name);
            }
        }

        return _seen.Count > before && _seen.Count < TextLimits.Pipelines;
    }
}
