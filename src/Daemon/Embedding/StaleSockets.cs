using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>The folders of sockets that killed processes left in the folder for temporary files.</summary>
internal static partial class StaleSockets
{
    /// <summary>A younger folder may be one of a process that starts, and does not listen yet.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(10);

    /// <summary>Removes those of this user on which nothing listens.</summary>
    /// <param name="temporary">The folder for temporary files.</param>
    /// <param name="now">The time (UTC).</param>
    public static void Remove(string temporary, DateTimeOffset now)
    {
        foreach (var folder in new DirectoryInfo(temporary).EnumerateDirectories($"{EmbeddedDaemon.FolderPrefix}*").Where(folder => IsOurs(folder) && now - folder.LastWriteTimeUtc >= LeastAge))
        {
            TryRemove(folder);
        }
    }

    private static void TryRemove(DirectoryInfo folder)
    {
        try
        {
            var socket = new SocketFile(Path.Combine(folder.FullName, EmbeddedDaemon.SocketName));

            // A process that was killed before it listened left an empty folder.
            if (socket.IsStale() || !folder.EnumerateFileSystemInfos().Any())
            {
                socket.Remove();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException)
        {
            // It went meanwhile, or may not be touched. Nothing depends on it, and the others are looked at all the same.
        }
    }

    // Another user's folder cannot be entered.
    private static bool IsOurs(DirectoryInfo folder) => Name().IsMatch(folder.Name) && (OperatingSystem.IsWindows() || folder.UnixFileMode == SocketFile.Private);

    [GeneratedRegex($"^{EmbeddedDaemon.FolderPrefix}[0-9a-f]{{16}}\\z")]
    private static partial Regex Name();
}
