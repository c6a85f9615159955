using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Recording;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The daemons whose history a caller may ask for. It is the one place that narrows answers to them.</summary>
public sealed class HistorySources
{
    private readonly ISourceCatalog _catalog;
    private readonly HistoryRecorder _recorder;

    internal HistorySources(ISourceCatalog catalog, HistoryRecorder recorder) => (_catalog, _recorder) = (catalog, recorder);

    /// <summary>Their names: the configured ones in the order of the settings, then others that were heard of.</summary>
    public IReadOnlyList<string> NamesFor(Rights rights) => [.. _catalog.Names.Union(_recorder.Names, StringComparer.Ordinal).Where(rights.MaySee)];

    /// <summary>
    /// What is wrong with the names that a caller gave, as a sentence; null if all of them exist. One that may not be seen is answered like one that does not exist.
    /// </summary>
    public string? Problem(IReadOnlyCollection<string> names, Rights rights)
    {
        var visible = NamesFor(rights);
        var unknown = names.Except(visible, StringComparer.Ordinal).FirstOrDefault();
        return unknown is null ? null : $"Unknown daemon '{IsolatedText.Of(unknown)}'. Known daemons: {string.Join(", ", visible)}.";
    }
}
