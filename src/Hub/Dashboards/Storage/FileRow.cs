namespace FlextMonitor.Hub.Dashboards.Storage;

/// <summary>The last good content of a file of the folder, which is shown while the file is bad, also after a restart.</summary>
internal sealed class FileRow
{
    /// <summary>Its path in the folder, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Content { get; set; }

    /// <summary>As <see cref="Documents.DashboardDocument.ToString"/> writes it.</summary>
    public required string Document { get; set; }

    public required DateTimeOffset ReadAt { get; set; }
}
