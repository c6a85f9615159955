using System.ComponentModel;

namespace FlextMonitor.Hub.Dashboards;

/// <summary>Settings of the section <c>Dashboards</c>.</summary>
public sealed class DashboardOptions
{
    internal const string Section = "Dashboards";

    /// <summary>A folder with dashboards as JSON files, which everybody sees and nobody changes here. Relative to the content root; none unless set.</summary>
    [Description("folder with dashboards as JSON files, which are shown read-only and read again when they change (none)")]
    public string? Folder { get; set; }
}
