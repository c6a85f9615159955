namespace FlextMonitor.Collector.Sources;

/// <summary>A way to reach some of the sources. Of several routes the first that knows a source serves it.</summary>
public interface ISourceCallRoute
{
    /// <summary>Calls to one source; null if it is not reached this way.</summary>
    ISourceCalls? Find(string source);
}
