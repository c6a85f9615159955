namespace FlextMonitor.Collector.Sources;

/// <summary>A way to reach some of the sources. If several routes reach a source, the first one is used.</summary>
public interface ISourceCallRoute
{
    /// <summary>Calls of one caller to one source; null if this route does not reach it.</summary>
    ISourceCalls? Find(string source, string caller);
}
