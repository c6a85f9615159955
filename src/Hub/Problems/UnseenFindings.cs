using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Finds what ran, and what did not, while a source could not be seen.</summary>
internal static class UnseenFindings
{
    // A schedule of every minute over some weeks would say the same again and again.
    private const int MostDue = 1000;

    /// <summary>Runs that started or ended in a time, newest first.</summary>
    public static IReadOnlyList<ExecutionData> Runs(SourceFacts facts, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. facts.Runs.PipelineIds.SelectMany(id => facts.Runs.Of(id)!.Runs).Where(run => IsIn(run.StartedAt, from, to) || IsIn(run.EndedAt(), from, to)).Order(ExecutionOrder.NewestFirst),
    ];

    /// <summary>Starts of a pipeline that were due in a time and did not take place.</summary>
    public static IEnumerable<MissedStart> Missed(JudgedPipeline pipeline, DateTimeOffset from, DateTimeOffset to)
    {
        var due = pipeline.Schedule?.NextAfter(from);
        for (var count = 0; due is { } at && at <= to && count < MostDue; count++)
        {
            var next = pipeline.Schedule!.NextAfter(at);
            if (at + StartFindings.Grace(next - at) <= to && !HasStarted(pipeline, at, next))
            {
                yield return new MissedStart(pipeline.Id, pipeline.Name, at);
            }

            due = next;
        }
    }

    private static bool IsIn(DateTimeOffset? at, DateTimeOffset from, DateTimeOffset to) => at >= from && at <= to;

    // Daemons do not start a pipeline that still runs: what is due meanwhile is not missed.
    private static bool HasStarted(JudgedPipeline pipeline, DateTimeOffset due, DateTimeOffset? next)
    {
        var earliest = due - StartFindings.Early(next - due);
        return pipeline.Runs?.Runs.Any(run => run.StartedAt < (next ?? DateTimeOffset.MaxValue) && (run.StartedAt >= earliest || run.IsRunning() || run.EndedAt() >= due)) == true;
    }
}
