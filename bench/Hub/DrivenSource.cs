using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Bench.Hub;

/// <summary>The one source of a hub whose feed is driven. There is no daemon behind it; nothing that is measured calls one.</summary>
internal sealed class DrivenSource : ISourceCatalog, IDaemonCalls
{
    public IReadOnlyList<string> Names => ["default"];

    public ISourceCalls Route(string source) => throw new DaemonCallException("There is no daemon behind a hub that is measured.");
}
