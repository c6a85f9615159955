namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>A dashboard, without its document: that is in the row of its version.</summary>
internal sealed class DashboardRow
{
    /// <summary>A GUID.</summary>
    public required string Id { get; init; }

    /// <summary>The person who owns it; null if it belongs to the administrators.</summary>
    public string? OwnerId { get; set; }

    /// <summary>The owner's e-mail address; null without an owner.</summary>
    public string? OwnerName { get; set; }

    public required string Title { get; set; }

    /// <inheritdoc cref="Documents.DashboardDocument.Visibility"/>
    public required string Visibility { get; set; }

    public required string LeastRole { get; set; }

    /// <summary>The newest version, from 1.</summary>
    public required int Version { get; set; }

    public required int Widgets { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An e-mail address.</summary>
    public required string UpdatedBy { get; set; }
}
