using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Selects a page of runs: rows, and processes of which there is no row yet.</summary>
internal sealed class RunList(RunSnapshot snapshot, PipelineCatalog catalog, RunMapping mapping, IReadOnlyList<MeltanoChild> withoutRow)
{
    /// <summary>A row or a process; exactly one of the two is set.</summary>
    internal sealed record Entry(RunRow? Row, Run? Process)
    {
        /// <summary>When it started, UTC.</summary>
        public DateTimeOffset? StartedAt => Row is null ? Process!.StartedAt : Row.StartedAt;
    }

    /// <summary>The page, newest first, and the number of all that match.</summary>
    public (IReadOnlyList<Entry> Page, int Total) Select(RunQuery query)
    {
        var rows = snapshot.NewestFirst().Where(row => Matches(query, row));
        var processes = withoutRow.Select(child => child.Describe()).Where(query.Matches).OrderByDescending(run => run.StartedAt).ToList();
        var total = processes.Count + (query == new RunQuery { Offset = query.Offset, Limit = query.Limit } ? snapshot.Rows.Length : rows.Count());
        return ([.. Merge(rows, processes).Skip(query.Offset).Take(query.Limit ?? int.MaxValue)], total);
    }

    private bool Matches(RunQuery query, RunRow row) =>
        (query.From is null || row.StartedAt >= query.From)
        && (query.To is null || row.StartedAt <= query.To)
        && (query.PipelineId is null || catalog.Of(row.StateId).Id == query.PipelineId)
        && (query.State is null || mapping.StateOf(row) == query.State);

    private static IEnumerable<Entry> Merge(IEnumerable<RunRow> rows, List<Run> processes)
    {
        var next = 0;
        foreach (var row in rows)
        {
            while (next < processes.Count && !(processes[next].StartedAt < row.StartedAt))
            {
                yield return new Entry(null, processes[next++]);
            }

            yield return new Entry(row, null);
        }

        foreach (var process in processes.Skip(next))
        {
            yield return new Entry(null, process);
        }
    }
}
