namespace FlextMonitor.Collector.Sources;

/// <summary>Routes subscribers' calls to the sources.</summary>
public interface IDaemonCalls
{
    /// <summary>Calls of one caller to one source.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="caller">Who calls, such as a person's id: a source's limits are shared fairly between callers. Empty for all who need not be told apart.</param>
    /// <exception cref="DaemonCallException">The name is unknown, or this process cannot reach the source.</exception>
    ISourceCalls Route(string source, string caller = "");
}
