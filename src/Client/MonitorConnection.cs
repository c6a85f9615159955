namespace FlextMonitor.Client;

/// <summary>The client's connection to the hub at one moment.</summary>
/// <param name="State">Its state.</param>
/// <param name="Since">When the state began (UTC, by this machine's clock).</param>
/// <param name="Reason">Why it is not connected, for a person; <c>null</c> if it is, and before the first attempt has failed.</param>
/// <param name="Error">Why it has stopped; <c>null</c> unless the hub refuses the client.</param>
public sealed record MonitorConnection(MonitorConnectionState State, DateTimeOffset Since, string? Reason = null, MonitorRefusedException? Error = null)
{
    /// <summary>Whether it is connected.</summary>
    public bool IsConnected => State == MonitorConnectionState.Connected;
}
