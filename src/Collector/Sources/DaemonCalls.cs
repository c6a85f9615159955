using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>Routes calls by the name of the source.</summary>
internal sealed class DaemonCalls(ISourceCatalog catalog, IEnumerable<ISourceCallRoute> routes) : IDaemonCalls
{
    private readonly IReadOnlyList<ISourceCallRoute> _routes = [.. routes];

    public ISourceCalls Route(string source, string caller = "")
    {
        if (!catalog.Names.Contains(source, StringComparer.Ordinal))
        {
            throw new DaemonCallException($"There is no daemon '{IsolatedText.Of(source)}'. Known daemons: '{string.Join("', '", catalog.Names)}'.");
        }

        return _routes.Select(route => route.Find(source, caller)).FirstOrDefault(calls => calls is not null)
            ?? throw new DaemonCallException($"Daemon '{source}' cannot be called from this process.");
    }
}
