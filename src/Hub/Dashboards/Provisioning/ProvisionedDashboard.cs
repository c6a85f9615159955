using System.Security.Cryptography;
using System.Text;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>A dashboard that comes from a file.</summary>
/// <param name="Path">The path of the file in its folder, with slashes.</param>
/// <param name="Tag">Names its content.</param>
/// <param name="Stored">The dashboard.</param>
internal sealed record ProvisionedDashboard(string Path, string Tag, StoredDashboard Stored)
{
    private const int IdBytes = 16;
    private const int TagLength = 32;

    /// <summary>The dashboard of a file.</summary>
    /// <param name="path">Its path in the folder, with slashes. The id follows from it, so that links and wall screens keep their dashboard whatever its content.</param>
    /// <param name="content">SHA-256 of the file, in hexadecimal.</param>
    /// <param name="document">The document.</param>
    /// <param name="readAt">When it was read (UTC).</param>
    public static ProvisionedDashboard Of(string path, string content, DashboardDocument document, DateTimeOffset readAt)
    {
        // The file says who may see it. It cannot be private, because it has no owner.
        var shown = document.SharedAs(DashboardDocument.Read, document.LeastRole);
        var id = IdOf(path);
        var row = new DashboardRow
        {
            Id = id,
            Title = shown.Title,
            Visibility = shown.Visibility,
            LeastRole = shown.LeastRole,
            Version = 1,
            Widgets = shown.Widgets.Count,
            UpdatedAt = readAt,
            UpdatedBy = path,
        };
        var version = new VersionRow { DashboardId = id, Version = 1, Document = shown.ToString(), Changes = [], At = readAt, By = path };
        return new ProvisionedDashboard(path, content[..TagLength], new StoredDashboard(row, version));
    }

    private static string IdOf(string path) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"dashboard file {path}")).AsSpan(0, IdBytes), bigEndian: true).ToString();
}
