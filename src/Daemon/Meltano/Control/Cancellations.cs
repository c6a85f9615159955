using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Database;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>Which processes were cancelled and when, until the daemon stops. It never changes.</summary>
internal sealed class Cancellations
{
    private readonly ImmutableDictionary<string, DateTimeOffset> _times;

    private Cancellations(ImmutableDictionary<string, DateTimeOffset> times) => _times = times;

    /// <summary>None.</summary>
    public static Cancellations None { get; } = new(ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal));

    /// <summary>Adds a process; the first time that it was cancelled counts.</summary>
    public Cancellations With(string id, DateTimeOffset at) => _times.ContainsKey(id) ? this : new Cancellations(_times.Add(id, at));

    /// <summary>Whether a row ended because its process was cancelled, and not before that.</summary>
    public bool Ended(RunRow row) => row.Trigger is { } trigger && _times.TryGetValue(trigger, out var at) && (row.EndedAt is not { } ended || ended >= at.UtcDateTime);
}
