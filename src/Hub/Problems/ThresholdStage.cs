namespace FlextMonitor.Hub.Problems;

/// <summary>How a figure stands by a threshold.</summary>
internal enum ThresholdStage
{
    /// <summary>It is within its limit.</summary>
    Well,

    /// <summary>It is past its limit, and not yet for as long as its rule requires.</summary>
    Rising,

    /// <summary>The problem is open.</summary>
    Open,

    /// <summary>The problem is open, and the figure is no longer past its limit.</summary>
    Recovering,
}
