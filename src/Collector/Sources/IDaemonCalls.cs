namespace FlextMonitor.Collector.Sources;

/// <summary>Routes subscribers' calls to the sources.</summary>
public interface IDaemonCalls
{
    /// <summary>Calls to one source.</summary>
    /// <exception cref="DaemonCallException">The name is unknown, or this process cannot reach the source.</exception>
    ISourceCalls Route(string source);
}
