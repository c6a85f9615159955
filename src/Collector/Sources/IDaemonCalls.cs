namespace FlextMonitor.Collector.Sources;

/// <summary>Routes subscribers' calls to the sources.</summary>
public interface IDaemonCalls
{
    /// <summary>Calls to one source.</summary>
    /// <exception cref="DaemonCallException">No source has that name, or none of the routes reaches it.</exception>
    ISourceCalls Route(string source);
}
