namespace FlextMonitor.Contracts;

/// <summary>Reserved names of sources.</summary>
public static class SourceNames
{
    /// <summary>The monitor itself: the source of its own problems and of the evaluator's heartbeat. No daemon may have this name.</summary>
    public const string Monitor = "_monitor";
}
