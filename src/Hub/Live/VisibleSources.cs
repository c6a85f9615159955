using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>The daemons that exist, as far as a caller may know.</summary>
internal sealed class VisibleSources(LiveState state, ISourceCatalog catalog)
{
    /// <summary>The most unknown names that an error repeats.</summary>
    private const int MostNamed = 5;

    /// <summary>
    /// What is wrong with the names of daemons that a caller gave, as a sentence; null if all of them exist. One that may not be seen is answered like one that does
    /// not exist.
    /// </summary>
    public string? Problem(IEnumerable<string> names, Rights rights)
    {
        var visible = state.SourceNames().Except([SourceNames.Monitor]).Union(catalog.Names, StringComparer.Ordinal).Where(rights.MaySee).ToHashSet(StringComparer.Ordinal);

        // A caller can send null in the list.
        var unknown = names.Where(name => !visible.Contains(name)).Take(MostNamed).Select(name => IsolatedText.Of(name ?? "")).ToList();
        return unknown.Count == 0 ? null : $"There is no daemon '{string.Join("', '", unknown)}'. Known daemons: '{string.Join("', '", visible)}'.";
    }
}
