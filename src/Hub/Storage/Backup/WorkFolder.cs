using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Hub.Storage.Backup;

/// <summary>A folder for files on their way, beside where they go; only its owner can read it. It is deleted at the end.</summary>
internal sealed class WorkFolder(string parent) : IDisposable
{
    public string Path { get; } = DataFolder.CreateClosed(System.IO.Path.Combine(parent, $".backup-{Guid.NewGuid():n}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
