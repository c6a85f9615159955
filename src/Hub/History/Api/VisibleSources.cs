using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History.Recording;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The sources that a caller may ask history about. It is the one place that narrows answers to them.</summary>
internal sealed class VisibleSources(ISourceCatalog catalog, HistoryRecorder recorder)
{
    /// <summary>Their names: the configured ones in the order of the settings, then others that were heard of.</summary>
    public IReadOnlyList<string> Names => [.. catalog.Names.Union(recorder.Names, StringComparer.Ordinal)];

    /// <summary>What is wrong with the names that a caller gave, as a sentence; null if all of them exist.</summary>
    public string? Problem(IReadOnlyCollection<string> names)
    {
        var visible = Names;
        var unknown = names.Except(visible, StringComparer.Ordinal).FirstOrDefault();
        return unknown is null ? null : $"Unknown daemon '{IsolatedText.Of(unknown)}'. Known daemons: {string.Join(", ", visible)}.";
    }
}
