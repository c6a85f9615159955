namespace FlextMonitor.Client;

/// <summary>How messages are written on the wire. Both carry the same fields.</summary>
public enum MonitorProtocol
{
    /// <summary>Text; works with trimming and ahead-of-time compilation.</summary>
    Json,

    /// <summary>Binary; smaller, and cheaper to read.</summary>
    MessagePack,
}
