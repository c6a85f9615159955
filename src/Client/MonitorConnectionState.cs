namespace FlextMonitor.Client;

/// <summary>The state of the client's connection to the hub.</summary>
public enum MonitorConnectionState
{
    /// <summary>The first attempt to connect is under way.</summary>
    Connecting,

    /// <summary>Connected: what the hub knows arrives as it happens.</summary>
    Connected,

    /// <summary>The hub cannot be reached, or closed the connection; the client tries again. Nothing is known of the daemons meanwhile.</summary>
    Disconnected,

    /// <summary>The client has stopped for good: it was disposed of, or the hub refuses it.</summary>
    Stopped,
}
