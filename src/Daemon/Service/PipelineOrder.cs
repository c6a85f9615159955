using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;

namespace FlextMonitor.Daemon.Service;

/// <summary>Filters and sorts pipelines for ListPipelines.</summary>
internal static class PipelineOrder
{
    private static readonly Dictionary<string, Comparison<PipelineInfo>> Orders = new(StringComparer.Ordinal)
    {
        ["name"] = (one, other) => string.CompareOrdinal(one.Name, other.Name),
        ["id"] = (one, other) => string.CompareOrdinal(one.Id, other.Id),
        ["created_at"] = (one, other) => Nullable.Compare(one.CreatedAt, other.CreatedAt),
        ["last_run"] = (one, other) => Nullable.Compare(one.LastRun, other.LastRun),
        ["last_status"] = (one, other) => Nullable.Compare(one.LastState, other.LastState),
    };

    /// <summary>
    /// The pipelines whose id, name, extractor or loader contains the filter's text, ignoring case, in the requested order (by default by name); equal
    /// ones by id.
    /// </summary>
    public static List<PipelineInfo> Apply(IEnumerable<PipelineInfo> pipelines, ListPipelinesRequest request)
    {
        var sortBy = request.SortBy.Length > 0 ? FromProto.Word(request.SortBy, "sort_by") : "name";
        if (!Orders.TryGetValue(sortBy, out var order))
        {
            throw FromProto.Invalid($"sort_by is '{request.SortBy}'; it may be {string.Join(", ", Orders.Keys)}");
        }

        var fitting = pipelines.Where(pipeline => Holds(pipeline, request.Filter)).ToList();
        fitting.Sort((one, other) =>
        {
            var by = request.Descending ? order(other, one) : order(one, other);
            return by != 0 ? by : string.CompareOrdinal(one.Id, other.Id);
        });
        return fitting;
    }

    private static bool Holds(PipelineInfo pipeline, string text) =>
        text.Length == 0
        || new[] { pipeline.Id, pipeline.Name, pipeline.Extractor, pipeline.Loader }
            .Any(field => field.Contains(text, StringComparison.OrdinalIgnoreCase));
}
