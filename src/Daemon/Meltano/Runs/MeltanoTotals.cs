using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Counts the runs. The rate is that of the last 30 days: over years it would no longer move.</summary>
internal sealed class MeltanoTotals(TimeProvider time)
{
    /// <summary>The time over which successes and failures are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);
    private volatile Counted? _last;

    /// <summary>The counts of a snapshot, at most a minute old.</summary>
    public RunTotals Of(RunSnapshot snapshot, RunMapping mapping, PipelineCatalog catalog)
    {
        if (_last is { } last && last.Snapshot == snapshot && time.GetElapsedTime(last.At) < RenewAfter)
        {
            return last.Totals;
        }

        var since = time.GetUtcNow().UtcDateTime - Window;
        var states = snapshot.NewestFirst().TakeWhile(row => row.StartedAt >= since).CountBy(mapping.StateOf).ToDictionary();
        var active = snapshot.Running.Where(row => mapping.StateOf(row) == RunState.Running).Select(row => catalog.Of(row.StateId).Id).Distinct(StringComparer.Ordinal).Count();
        var totals = new RunTotals(active, snapshot.Rows.Length, states.GetValueOrDefault(RunState.Success), states.GetValueOrDefault(RunState.Failed));
        _last = new Counted(snapshot, time.GetTimestamp(), totals);
        return totals;
    }

    private sealed record Counted(RunSnapshot Snapshot, long At, RunTotals Totals);
}
