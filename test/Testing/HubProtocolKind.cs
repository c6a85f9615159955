namespace FlextMonitor.Testing;

/// <summary>The two protocols of the hub.</summary>
public enum HubProtocolKind
{
    /// <summary>Text.</summary>
    Json,

    /// <summary>Binary.</summary>
    MessagePack,
}
