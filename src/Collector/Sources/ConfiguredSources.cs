using FlextMonitor.Collector.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Sources;

/// <summary>The sources of the section <c>Daemons</c>.</summary>
internal sealed class ConfiguredSources(IOptions<CollectorOptions> options) : ISourceCatalog
{
    public IReadOnlyList<string> Names { get; } = [.. options.Value.Daemons.Select(daemon => daemon.Name)];
}
