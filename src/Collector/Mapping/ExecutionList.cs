using FlextMonitor.Contracts;
using FlextMonitor.Proto;

namespace FlextMonitor.Collector.Mapping;

/// <summary>A daemon's list of executions (ListExecutions), cleaned and cut to what can come into view.</summary>
/// <param name="InView">The newest up to the limit and the running ones, newest first, each id once.</param>
/// <param name="Others">Ids of the rest that the daemon sent; still there, but not to be shown.</param>
/// <param name="Oldest">The last of all that was sent in the order of executions; null where nothing was.</param>
/// <param name="IsFull">Whether there may be more than was sent.</param>
/// <param name="Notice">What of the answer is not shown though it should be; null where nothing is.</param>
internal sealed record ExecutionList(
    IReadOnlyList<ExecutionData> InView, IReadOnlySet<string> Others, ExecutionData? Oldest, bool IsFull, string? Notice)
{
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
        var inView = newest.Concat(running).Select(execution => ExecutionMapping.Execution(source, execution, observedAt)).ToList();
        var others = usable.Select(execution => execution.Id).ToHashSet(StringComparer.Ordinal);
        others.ExceptWith(inView.Select(execution => execution.Id));
        var oldest = usable.Count == 0 ? null : ExecutionMapping.Execution(source, usable[^1], observedAt);
        return new ExecutionList(inView, others, oldest, sent.Executions.Count >= limit, NoticeOf(sent, limit));
    }

    private static string? NoticeOf(ListExecutionsResponse sent, int limit)
    {
        var nameless = sent.Executions.Count(execution => !ExecutionMapping.HasUsableId(execution.Id));
        if (nameless > 0)
        {
            return $"{nameless:#,0} executions have no usable id and are not shown";
        }

        return sent.Executions.Count > limit
            ? $"{sent.Executions.Count:#,0} executions were sent where {limit:#,0} were asked for; those are shown, and up to {TextLimits.Running} more that run"
            : null;
    }
}
