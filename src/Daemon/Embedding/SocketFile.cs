using System.Net.Sockets;
using System.Text;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>The file of a Unix domain socket, in a folder that only this user may enter.</summary>
internal sealed class SocketFile
{
    // sun_path of sockaddr_un, less the closing zero: unix(7); macOS has 103.
    private const int LongestPath = 107;
    private const int LongestPathOnMac = 103;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public SocketFile(string path)
    {
        if (!System.IO.Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException($"the socket's path '{path}' must be absolute", nameof(path));
        }

        var limit = OperatingSystem.IsMacOS() ? LongestPathOnMac : LongestPath;
        if (Encoding.UTF8.GetByteCount(path) > limit)
        {
            throw new ArgumentException($"the socket's path '{path}' is longer than the {limit} bytes that a socket's may have", nameof(path));
        }

        Path = path;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Makes the folder where it is missing, and removes what a killed process left behind.</summary>
    /// <exception cref="IOException">The folder is open to others, something listens there, or the file is no socket of ours.</exception>
    public void Prepare()
    {
        if (OperatingSystem.IsWindows())
        {
            // Access there is inherited from the folder above.
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, Private);
            var mode = File.GetUnixFileMode(Folder);
            if ((mode & ~Private) != 0)
            {
                throw new IOException($"the folder of the socket, {Folder}, is open to other users ({mode}): give it a folder of its own with mode 0700");
            }
        }

        if (File.Exists(Path))
        {
            RemoveStale();
        }
    }

    /// <summary>Once it listens: takes from the file too what its folder denies others already.</summary>
    public void CloseToOthers()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Removes the file, and the folder where nothing else is in it.</summary>
    public void Remove()
    {
        File.Delete(Path);
        if (Directory.Exists(Folder) && !Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    private void RemoveStale()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // Nobody listens: the file is what a killed process left behind.
            File.Delete(Path);
            return;
        }

        throw new IOException($"another daemon listens on {Path}: stop it, or give this one a path of its own");
    }
}
