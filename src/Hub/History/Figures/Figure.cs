namespace FlextMonitor.Hub.History.Figures;

/// <summary>The figures that history keeps, all as whole numbers.</summary>
internal enum Figure
{
    /// <summary>Tenths of a percent, 0–1000.</summary>
    CpuUsage,

    /// <summary>Tenths of a percent, 0–1000.</summary>
    MemoryUsage,

    ActivePipelines,

    ActiveConnections,

    /// <summary>Tenths of a percent, 0–1000.</summary>
    SuccessRate,

    /// <summary>From the daemon's answer until it reached the hub, in milliseconds.</summary>
    DelayMs,

    /// <summary>A counter: history keeps its increase. All before are gauges.</summary>
    TotalExecutions,
}
