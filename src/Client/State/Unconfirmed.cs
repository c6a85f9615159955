using FlextMonitor.Contracts;

namespace FlextMonitor.Client.State;

/// <summary>Nothing confirms a value now.</summary>
/// <param name="Reason">Why, for a person.</param>
/// <param name="Since">Since when (UTC, by the hub's clock); null if nobody says.</param>
internal readonly record struct Unconfirmed(string Reason, DateTimeOffset? Since)
{
    /// <summary>Why the state of a daemon speaks against what it reported last; null if it does not.</summary>
    public static Unconfirmed? By(SourceStatus? status) => status switch
    {
        { State: SourceState.Down } => new(status.Error ?? $"the monitor cannot reach '{status.Source}'", status.Since),
        { State: SourceState.Connecting } => new($"the monitor has not heard '{status.Source}' yet", status.Since),
        _ => null,
    };
}
