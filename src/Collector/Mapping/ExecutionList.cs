using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>A daemon's list of executions (ListExecutions), cleaned and cut to what can come into view.</summary>
internal sealed class ExecutionList
{
    private readonly string _source;
    private readonly Dictionary<string, Execution> _others;

    private ExecutionList(string source, IReadOnlyList<Execution> inView, IEnumerable<Execution> others, DateTimeOffset observedAt)
    {
        _source = source;
        _others = others.ToDictionary(execution => execution.Id, StringComparer.Ordinal);
        ObservedAt = observedAt;
        InView = [.. inView.Select(Mapped)];
    }

    /// <summary>When the answer arrived.</summary>
    public DateTimeOffset ObservedAt { get; }

    /// <summary>The newest up to the limit and the running ones, newest first, each id once.</summary>
    public IReadOnlyList<ExecutionData> InView { get; }

    /// <summary>Of all that was sent, the one that started first; null where no start is known. Where those without a start stand is each daemon's own.</summary>
    public ExecutionData? Oldest { get; private init; }

    /// <summary>Whether there may be more than was sent.</summary>
    public bool IsFull { get; private init; }

    /// <summary>What of the answer is not shown though it should be; null where nothing is.</summary>
    public string? Notice { get; private init; }

    /// <summary>Reads an answer to a request for <paramref name="limit"/> executions, which daemons may ignore.</summary>
    public static ExecutionList From(string source, ListExecutionsResponse sent, int limit, DateTimeOffset observedAt)
    {
        var usable = sent.Executions
            .Where(execution => ExecutionMapping.HasUsableId(execution.Id))
            .DistinctBy(execution => execution.Id, StringComparer.Ordinal)
            .OrderByDescending(execution => Clean.Time(execution.StartedAt))
            .ThenBy(execution => execution.Id, StringComparer.Ordinal)
            .ToList();
        var newest = usable.Take(limit).ToList();
        var running = usable.Skip(limit).Where(execution => execution.Status == Status.Running).Take(TextLimits.Running).ToList();
        List<Execution> inView = [.. newest, .. running];
        var oldest = usable.FindLast(execution => Clean.Time(execution.StartedAt) is not null);
        return new ExecutionList(source, inView, usable.Skip(limit).Except(running, ReferenceEqualityComparer.Instance).Cast<Execution>(), observedAt)
        {
            Oldest = oldest is null ? null : ExecutionMapping.Execution(source, oldest, observedAt),
            IsFull = sent.Executions.Count >= limit,
            Notice = NoticeOf(sent, limit),
        };
    }

    /// <summary>One that the daemon sent, so still has, but that is not to be shown; null where it sent none.</summary>
    public ExecutionData? FindOther(string id) => _others.TryGetValue(id, out var execution) ? Mapped(execution) : null;

    private ExecutionData Mapped(Execution execution) => ExecutionMapping.Execution(_source, execution, ObservedAt);

    private static string? NoticeOf(ListExecutionsResponse sent, int limit)
    {
        var nameless = sent.Executions.Count(execution => !ExecutionMapping.HasUsableId(execution.Id));
        if (nameless > 0)
        {
            return $"{nameless:#,0} executions have no usable id and are not shown";
        }

        return sent.Executions.Count > limit
            ? $"{sent.Executions.Count:#,0} executions were sent where {limit:#,0} were asked for; the newest {limit:#,0} are shown, and up to {TextLimits.Running} more that run"
            : null;
    }
}
