using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>The daemons that a caller may see and act on.</summary>
public sealed class AlertSources(ISourceCatalog catalog)
{
    /// <summary>Those that the caller may see, in the order of the settings.</summary>
    public IReadOnlyList<string> NamesFor(Rights rights) => [.. catalog.Names.Where(rights.MaySee)];

    /// <summary>What is wrong with the names that a caller asks for, as a sentence; null if all of them exist. One that may not be seen is answered like one that does not exist.</summary>
    public string? Problem(IReadOnlyCollection<string> names, Rights rights)
    {
        // Problems of a daemon that was taken out of the settings stay, so its name is known to those who may see all daemons.
        var unknown = names.FirstOrDefault(name => !rights.MaySee(name) || (!catalog.Names.Contains(name) && name != SourceNames.Monitor && rights.Sources is not null));
        return unknown is null ? null : $"Unknown daemon '{IsolatedText.Of(FieldErrors.Excerpt(unknown))}'. Known daemons: {string.Join(", ", NamesFor(rights))}.";
    }
}
