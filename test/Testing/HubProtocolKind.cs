namespace FlextMonitor.Testing;

/// <summary>The two protocols of the hub.</summary>
public enum HubProtocolKind
{
    /// <summary>The JSON protocol, a text format.</summary>
    Json,

    /// <summary>The MessagePack protocol, a binary format.</summary>
    MessagePack,
}
