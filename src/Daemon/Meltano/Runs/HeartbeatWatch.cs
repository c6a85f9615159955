using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Database;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>
/// Tells killed runs by their heartbeat. The sooner rule goes by the increments that were seen and needs no clock but its own, so that it also holds
/// where the clocks of two machines differ; Meltano's own rule compares clocks, and judges runs that were dead before anybody watched. A judgement
/// stands until the heartbeat moves.
/// </summary>
internal sealed class HeartbeatWatch(TimeProvider time)
{
    /// <summary>How long a heartbeat that looks dead is watched before it is called so: the clock of its machine may be behind.</summary>
    public static readonly TimeSpan StaleOnceWatchedFor = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan SuspectedAfter = TimeSpan.FromSeconds(15);

    /// <summary>Reading, sampling and sending take up to 2 s more, and everybody is to know within 60 s of the process's end.</summary>
    private static readonly TimeSpan KilledAfter = TimeSpan.FromSeconds(57);

    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StaleWithoutHeartbeatAfter = TimeSpan.FromHours(24);

    /// <summary>After a longer pause nothing was watched in between, and counting begins again. A copy of the database is renewed every 10 s.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private long? _watchedAt;

    /// <summary>The running runs by key.</summary>
    public ImmutableDictionary<long, Pulse> Pulses { get; private set; } = ImmutableDictionary<long, Pulse>.Empty;

    /// <summary>Whether a heartbeat that looks dead has not been watched for long enough to say so.</summary>
    public bool IsUndecided { get; private set; }

    /// <summary>Takes in a reading of the runs; without one the rows are as they were.</summary>
    /// <returns>Whether anything was judged differently.</returns>
    public bool Observe(IEnumerable<RunReading> readings, Func<long, RunRow?> find)
    {
        var now = time.GetTimestamp();
        var paused = _watchedAt is { } last && time.GetElapsedTime(last, now) > LongestPause;
        _watchedAt = now;
        IsUndecided = false;
        var pulses = Pulses.ToBuilder();
        foreach (var (row, heartbeat) in readings.Where(reading => reading.Row.State == MeltanoState.Running))
        {
            var before = pulses.GetValueOrDefault(row.Id);
            pulses[row.Id] = before is not null && before.Heartbeat == heartbeat ? before : new Pulse(heartbeat, now, before is not null, Liveness.Alive);
        }

        foreach (var (id, pulse) in pulses.ToList())
        {
            Judge(pulses, id, find(id), paused ? pulse with { Since = now } : pulse, now);
        }

        var after = pulses.ToImmutable();
        var isDifferent = after.Count != Pulses.Count || after.Any(pair => Pulses.GetValueOrDefault(pair.Key)?.Liveness != pair.Value.Liveness);
        Pulses = after;
        return isDifferent;
    }

    /// <summary>Forgets the runs that are not to be kept.</summary>
    public void Keep(Predicate<long> isKept) => Pulses = Pulses.RemoveRange(Pulses.Keys.Where(id => !isKept(id)));

    private void Judge(ImmutableDictionary<long, Pulse>.Builder pulses, long id, RunRow? row, Pulse pulse, long now)
    {
        if (row is { State: MeltanoState.Running })
        {
            pulses[id] = pulse with { Liveness = Judge(row, pulse, time.GetElapsedTime(pulse.Since, now)) };
        }
        else
        {
            pulses.Remove(id);
        }
    }

    private Liveness Judge(RunRow row, Pulse pulse, TimeSpan unmoved)
    {
        if (pulse.Liveness is Liveness.Killed or Liveness.Stale)
        {
            return pulse.Liveness;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (pulse.Heartbeat is not { } heartbeat)
        {
            return now - row.StartedAt > StaleWithoutHeartbeatAfter ? Liveness.Stale : Liveness.NoHeartbeat;
        }

        var looksDead = now - heartbeat > StaleAfter && !pulse.HasMoved;
        IsUndecided |= looksDead && unmoved < StaleOnceWatchedFor;
        return looksDead && unmoved >= StaleOnceWatchedFor ? Liveness.Stale
            : unmoved >= KilledAfter ? Liveness.Killed
            : unmoved >= SuspectedAfter ? Liveness.Suspected
            : Liveness.Alive;
    }
}
