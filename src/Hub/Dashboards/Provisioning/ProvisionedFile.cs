using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>A file of the folder, as it was read last.</summary>
/// <param name="Path">Its path in the folder, with slashes.</param>
/// <param name="Content">SHA-256 of what was read, in hexadecimal; null if it could not be read.</param>
/// <param name="Errors">What is wrong with it; empty if nothing is.</param>
/// <param name="Served">The dashboard that is shown: that of the file, or the last good one before it became bad; null if there never was a good one.</param>
internal sealed record ProvisionedFile(string Path, string? Content, IReadOnlyList<DocumentError> Errors, ProvisionedDashboard? Served)
{
    public bool IsGood => Errors.Count == 0;
}
