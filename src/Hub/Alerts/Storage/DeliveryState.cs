namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Where a message of the outbox stands.</summary>
internal enum DeliveryState
{
    /// <summary>It is to be tried, for the first time or again.</summary>
    Waiting,

    /// <summary>The channel took it.</summary>
    Delivered,

    /// <summary>The channel refuses it for good.</summary>
    Refused,

    /// <summary>It was tried for as long as it is worth telling.</summary>
    GivenUp,

    /// <summary>It was not needed any more before it was sent, such as an opening whose problem is over.</summary>
    Withdrawn,
}
