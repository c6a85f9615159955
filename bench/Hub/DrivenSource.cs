using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Bench.Hub;

/// <summary>The only source of a hub with a driven feed. It has no daemon, and no benchmark calls one.</summary>
internal sealed class DrivenSource : ISourceCatalog, IDaemonCalls
{
    public IReadOnlyList<string> Names => ["default"];

    public ISourceCalls Route(string source, string caller = "") => throw new DaemonCallException("A hub under measurement has no daemon.");
}
