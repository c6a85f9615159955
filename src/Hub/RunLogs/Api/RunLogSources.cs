using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.RunLogs.Api;

/// <summary>The daemons whose logs a caller may ask for.</summary>
internal sealed class RunLogSources(ISourceCatalog catalog)
{
    /// <summary>What is wrong with the name that a caller gave, as a sentence; null if it exists. One that may not be seen is answered like one that does not exist.</summary>
    public string? Problem(string name, Rights rights)
    {
        List<string> visible = [.. catalog.Names.Where(rights.MaySee)];
        return visible.Contains(name, StringComparer.Ordinal) ? null : $"Unknown daemon '{IsolatedText.Of(name)}'. Known daemons: {string.Join(", ", visible)}.";
    }
}
