using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Database;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>
/// All rows of the table, in memory, without their payload. Lists by start or by pipeline would read the whole table each time, of which only the primary
/// key is indexed. One reader writes; any number of calls read.
/// </summary>
internal sealed class RunIndex(TimeProvider time)
{
    private static readonly Comparer<RunRow> ByStart =
        Comparer<RunRow>.Create((one, other) => one.StartedAt != other.StartedAt ? Nullable.Compare(one.StartedAt, other.StartedAt) : one.Id.CompareTo(other.Id));

    private readonly HeartbeatWatch _watch = new(time);
    private readonly HashSet<long> _open = [];
    private ConcurrentDictionary<long, RunRow> _rows = new();
    private volatile RunSnapshot _snapshot = RunSnapshot.Empty;
    private volatile TaskCompletionSource _changed = NewSignal();

    /// <summary>The runs as of the last reading.</summary>
    public RunSnapshot Snapshot => _snapshot;

    /// <summary>Completes with the next change. Take it before the snapshot, so that no change is missed.</summary>
    public Task Changed => _changed.Task;

    /// <summary>The number of rows, including changes of a state by a person.</summary>
    public int Count => _rows.Count;

    /// <summary>The highest key; 0 without rows.</summary>
    public long HighestId { get; private set; }

    /// <summary>The keys of the rows that are still going to change; for the reader alone.</summary>
    public IReadOnlyCollection<long> OpenIds => _open;

    /// <summary>Whether a heartbeat that looks dead has not been watched for long enough to say so.</summary>
    public bool IsUndecided => _watch.IsUndecided;

    /// <summary>A row by its key.</summary>
    public RunRow? Find(long id) => _rows.GetValueOrDefault(id);

    /// <summary>Takes the whole table in the place of what was known. What was seen of the heartbeats of runs that are still there is kept.</summary>
    public void Replace(IReadOnlyCollection<RunReading> readings)
    {
        var before = _rows;
        _rows = new ConcurrentDictionary<long, RunRow>(readings.Select(reading => KeyValuePair.Create(reading.Row.Id, reading.Row)));
        HighestId = _rows.IsEmpty ? 0 : _rows.Keys.Max();
        _open.Clear();
        _open.UnionWith(_rows.Values.Where(row => row.IsOpen).Select(row => row.Id));
        _watch.Keep(id => before.GetValueOrDefault(id)?.IsSameRun(Find(id)) == true);
        _watch.Observe(readings, Find);
        Publish([.. _rows.Values.Where(IsRun).Order(ByStart)], EditsOf(_rows.Values, ImmutableDictionary<string, DateTime>.Empty));
    }

    /// <summary>Takes in rows that are new or may have changed; none if the database has not changed.</summary>
    public void Apply(IReadOnlyCollection<RunReading> readings)
    {
        var changed = readings.Select(reading => reading.Row).Where(row => Find(row.Id) != row).ToList();
        foreach (var row in changed)
        {
            _rows[row.Id] = row;
            HighestId = Math.Max(HighestId, row.Id);
            _ = row.IsOpen ? _open.Add(row.Id) : _open.Remove(row.Id);
        }

        if (_watch.Observe(readings, Find) || changed.Count > 0)
        {
            Publish(Merge(_snapshot.Rows, changed), EditsOf(changed, _snapshot.Edits));
        }
    }

    private void Publish(ImmutableArray<RunRow> rows, ImmutableDictionary<string, DateTime> edits)
    {
        _snapshot = new RunSnapshot(rows, _watch.Pulses, edits) { Running = [.. _watch.Pulses.Keys.Select(Find).OfType<RunRow>()] };
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private static ImmutableArray<RunRow> Merge(ImmutableArray<RunRow> rows, List<RunRow> changed)
    {
        if (changed.Count == 0)
        {
            return rows;
        }

        var ids = changed.Select(row => row.Id).ToHashSet();
        var added = new Queue<RunRow>(changed.Where(IsRun).Order(ByStart));
        var merged = ImmutableArray.CreateBuilder<RunRow>(rows.Length + added.Count);
        foreach (var row in rows.Where(row => !ids.Contains(row.Id)))
        {
            while (added.TryPeek(out var next) && ByStart.Compare(next, row) < 0)
            {
                merged.Add(added.Dequeue());
            }

            merged.Add(row);
        }

        merged.AddRange(added);
        return merged.ToImmutable();
    }

    private static ImmutableDictionary<string, DateTime> EditsOf(IEnumerable<RunRow> rows, ImmutableDictionary<string, DateTime> edits) => rows
        .Where(row => !IsRun(row))
        .Aggregate(edits, (known, row) => row.StartedAt is { } at && known.GetValueOrDefault(row.StateId) < at ? known.SetItem(row.StateId, at) : known);

    private static bool IsRun(RunRow row) => row.State != MeltanoState.StateEdit;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
