namespace FlextMonitor.Collector.Sources;

/// <summary>Tells silence of a source from silence of the processes in between, which says nothing of the source.</summary>
public interface ISourceVisibility
{
    /// <summary>How long after a source was last heard another process may need to take over from its collector. Zero where this process is alone.</summary>
    TimeSpan TakeoverTime { get; }

    /// <summary>Since when news of a source cannot reach this process; null if they can.</summary>
    DateTimeOffset? HiddenSince(string source);
}
