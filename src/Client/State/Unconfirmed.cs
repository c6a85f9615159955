namespace FlextMonitor.Client.State;

/// <summary>Nothing confirms a value now.</summary>
/// <param name="Reason">Why, for a person.</param>
/// <param name="Since">Since when (UTC, by the hub's clock); null if nobody says.</param>
internal readonly record struct Unconfirmed(string Reason, DateTimeOffset? Since);
