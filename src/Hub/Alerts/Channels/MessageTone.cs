namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>What a message means for its reader; services show it by a colour or a priority.</summary>
internal enum MessageTone
{
    /// <summary>For information.</summary>
    Neutral,

    /// <summary>Something is over.</summary>
    Good,

    /// <summary>Something needs action within working hours.</summary>
    Warning,

    /// <summary>Something needs action now.</summary>
    Bad,
}
