using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Says how runs compare with what is usual.</summary>
internal static class RunReasons
{
    /// <summary>How each running run stands; that none is running, if so.</summary>
    public static IReadOnlyList<RuleReason> OfRunning(JudgedPipeline pipeline)
    {
        RuleReason[] running = [.. pipeline.Runs?.Running.SelectMany(run => OfRunning(pipeline, run)) ?? []];
        return running.Length > 0 ? running : [RuleReason.Of("none-running", "No run is running.")];
    }

    /// <summary>How many records a good run moved beside what is usual.</summary>
    public static RuleReason OfRows(ExecutionData run, long? usual) => (run.RecordsProcessed, usual) switch
    {
        ({ } rows, { } known) => RuleReason.Of("rows", "Its last good run moved {rows} records; usually it moves {usual}.", ("rows", rows), ("usual", known)),
        ({ } rows, null) => RuleReason.Of("rows-no-usual", "Its last good run moved {rows} records; how many are usual is not known.", ("rows", rows)),
        (null, _) => RuleReason.Of("rows-unknown", "How many records its last good run moved is not known."),
    };

    /// <summary>How long a good run took beside what is usual.</summary>
    public static RuleReason OfDuration(ExecutionData run, TimeSpan? usual) => (run.Duration(default), usual) switch
    {
        ({ } taken, { } known) => RuleReason.Of(
            "duration", "Its last good run took {takenSeconds} seconds; usually it takes {usualSeconds}.", ("takenSeconds", Whole(taken)), ("usualSeconds", Whole(known))),
        ({ } taken, null) => RuleReason.Of("duration-no-usual", "Its last good run took {takenSeconds} seconds; how long is usual is not known.", ("takenSeconds", Whole(taken))),
        (null, _) => RuleReason.Of("duration-unknown", "How long its last good run took is not known."),
    };

    private static IEnumerable<RuleReason> OfRunning(JudgedPipeline pipeline, ExecutionData run)
    {
        yield return (run.Duration(pipeline.Now), pipeline.Runs?.SlowAfter) switch
        {
            ({ } taken, { } limit) => RuleReason.Of(
                "run", "Run {run} has taken {takenSeconds} seconds, and is slow after {slowSeconds} seconds.", ("run", run.Id), ("takenSeconds", Whole(taken)), ("slowSeconds", Whole(limit))),
            ({ } taken, null) => RuleReason.Of(
                "run-no-usual", "Run {run} has taken {takenSeconds} seconds. Fewer than three good runs are known, so it cannot be slow.", ("run", run.Id), ("takenSeconds", Whole(taken))),
            (null, _) => RuleReason.Of("run-start-unknown", "When run {run} began is not known.", ("run", run.Id)),
        };
        if (pipeline.Facts.Movements.Of(run.Id) is { } movement)
        {
            yield return RuleReason.Of("moved", "Run {run} last moved {quietSeconds} seconds ago.", ("run", run.Id), ("quietSeconds", Whole(movement.QuietAt(pipeline.Now))));
        }
    }

    private static double Whole(TimeSpan span) => Math.Round(span.TotalSeconds);
}
