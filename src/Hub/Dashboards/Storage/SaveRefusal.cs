namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>Why something was not saved.</summary>
internal enum SaveRefusal
{
    None,

    /// <summary>Somebody has saved a newer version, or deleted the dashboard.</summary>
    Outdated,

    /// <summary>The person owns as many as allowed.</summary>
    TooManyOwn,

    /// <summary>As many are shared as allowed.</summary>
    TooManyShared,
}
