using System.Globalization;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Provisioning;
using FlextMonitor.Hub.Dashboards.Storage;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>A dashboard as somebody may see it.</summary>
/// <param name="Row">The dashboard as it is now.</param>
/// <param name="Access">What they may do with it.</param>
/// <param name="Version">The version that is shown; the newest unless another one was asked for.</param>
internal sealed record SeenDashboard(DashboardRow Row, DashboardAccess Access, VersionRow Version)
{
    /// <summary>The file that it comes from; null if it is in the store.</summary>
    public ProvisionedDashboard? File { get; init; }

    /// <summary>Names the version that is shown.</summary>
    public string Tag => File?.Tag ?? Version.Version.ToString(CultureInfo.InvariantCulture);

    public static SeenDashboard Of(StoredDashboard stored, DashboardAccess access) => new(stored.Row, access, stored.Version);

    /// <summary>The document with what the server knows of it.</summary>
    public JsonObject ToNode()
    {
        var node = DashboardJson.Read(Version.Document);
        (string, JsonNode?)[] known =
        [
            ("id", Row.Id),
            ("owner", Row.OwnerName),
            ("version", Version.Version),
            ("access", WordOf(Access)),
            ("provisioned", File is not null),
            ("updatedAt", Version.At.UtcDateTime),
            ("updatedBy", Version.By),
        ];
        foreach (var (place, (name, value)) in known.Index())
        {
            node.Insert(place, name, value);
        }

        if (File is not null)
        {
            node.Insert(known.Length, "path", File.Path);
        }

        return node;
    }

    public static string WordOf(DashboardAccess access) => access switch
    {
        DashboardAccess.Own => "own",
        DashboardAccess.Edit => "edit",
        _ => "view",
    };
}
