namespace FlextMonitor.Hub.Storage;

/// <summary>How this process uses the stores.</summary>
public sealed class StoreUse
{
    /// <summary>Whether it may use them while another process does, for a moment. It then leaves their tables as they are.</summary>
    public bool BesideAnother { get; set; }
}
