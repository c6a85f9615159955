namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>What became of an attempt to deliver a message.</summary>
internal enum DeliveryResult
{
    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver could not be reached, or asks to be tried later.</summary>
    Failed,

    /// <summary>The receiver refuses it for good: the address, the credentials or the channel's settings are wrong.</summary>
    Refused,
}
