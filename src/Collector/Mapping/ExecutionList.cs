using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>A daemon's list of executions (ListExecutions), cleaned and cut to those that can be in view.</summary>
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

    /// <summary>The execution in the answer that started first; null if no start is known. Daemons differ in where they list executions without a start.</summary>
    public ExecutionData? Oldest { get; private init; }

    /// <summary>Whether the daemon may have more than it sent.</summary>
    public bool IsFull { get; private init; }

    /// <summary>Whether the daemon has none between those that it sent. Otherwise a missing one proves nothing.</summary>
    public bool IsGapless { get; private init; }

    /// <summary>What part of the answer is not shown; null if nothing is missing.</summary>
    public string? Notice { get; private init; }

    /// <summary>Reads an answer to a request for <paramref name="limit"/> executions. Daemons may ignore that limit.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="sent">The answer, or the pages of it put together.</param>
    /// <param name="limit">How many were requested.</param>
    /// <param name="observedAt">When the answer arrived.</param>
    /// <param name="lacks">Why the answer lacks some that the daemon has; null if it lacks none.</param>
    public static ExecutionList From(string source, ListExecutionsResponse sent, int limit, DateTimeOffset observedAt, string? lacks = null)
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
            IsFull = sent.Executions.Count >= limit || lacks is not null,
            IsGapless = lacks is null,
            Notice = lacks ?? NoticeOf(sent, limit),
        };
    }

    /// <summary>An execution that the daemon sent, and so still has, but that is not in view; null if it sent none with this id.</summary>
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
            ? $"{sent.Executions.Count:#,0} executions were sent although {limit:#,0} were requested; the newest {limit:#,0} and up to {TextLimits.Running} more running ones are shown"
            : null;
    }
}
