using System.Security.Cryptography;
using FlextMonitor.Hub.Dashboards.Documents;

namespace FlextMonitor.Hub.Dashboards.Provisioning;

/// <summary>Reads a folder of dashboards. What was good before is kept while its file is bad, or the folder cannot be read.</summary>
internal static class FolderReader
{
    /// <summary>Files that are read; further ones are not.</summary>
    public const int MostFiles = 500;

    /// <summary>Hidden ones are left out: those of an editor, and the folders through which Kubernetes mounts files.</summary>
    private static readonly EnumerationOptions Visible = new() { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = false };

    /// <summary>Reads the folder again.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="before">What it held before.</param>
    /// <param name="now">The present time (UTC).</param>
    public static FolderContents Read(string folder, FolderContents before, DateTimeOffset now)
    {
        string[] paths;
        try
        {
            paths = [.. Directory.EnumerateFiles(folder, "*.json", Visible).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FolderContents(before.Files, $"The folder cannot be read: {exception.Message}");
        }

        var earlier = before.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var problem = paths.Length > MostFiles ? $"The folder has {paths.Length} files, and only the first {MostFiles} by name are read." : null;
        return new FolderContents([.. paths.Take(MostFiles).Select(path => ReadFile(folder, path, earlier.GetValueOrDefault(path), now))], problem);
    }

    // Always read, because the time of a file says nothing where it is a link to another one.
    private static ProvisionedFile ReadFile(string folder, string path, ProvisionedFile? before, DateTimeOffset now)
    {
        byte[] json;
        try
        {
            json = ReadBytes(Path.Combine(folder, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ProvisionedFile(path, Content: null, [new DocumentError("", $"The file cannot be read: {exception.Message}", Line: 1)], before?.Served);
        }

        var content = Convert.ToHexStringLower(SHA256.HashData(json));
        if (content == before?.Content)
        {
            return before;
        }

        var errors = new DocumentErrors();
        return DocumentReader.Read(json, errors) is { } document
            ? new ProvisionedFile(path, content, [], Of(path, content, document, before, now))
            : new ProvisionedFile(path, content, [.. errors.All.Select(error => error with { Line = error.Line ?? JsonTextCheck.LineOf(error.Pointer, DocumentReader.WithoutMark(json)) })], before?.Served);
    }

    // One that was remembered over a restart is as old as it was.
    private static ProvisionedDashboard Of(string path, string content, DashboardDocument document, ProvisionedFile? before, DateTimeOffset now)
    {
        var dashboard = ProvisionedDashboard.Of(path, content, document, now);
        return before?.Served is { } earlier && earlier.Tag == dashboard.Tag ? earlier : dashboard;
    }

    private static byte[] ReadBytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return stream.Length > DashboardLimits.LargestBody
            ? throw new IOException($"it has {stream.Length} bytes, and may have {DashboardLimits.LargestBody}")
            : ReadAll(stream);
    }

    private static byte[] ReadAll(FileStream stream)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
