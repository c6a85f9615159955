using System.Net.Sockets;
using System.Text;

namespace FlextMonitor.Daemon.Embedding;

/// <summary>The file of a Unix domain socket, in a folder that only this user may enter.</summary>
internal sealed class SocketFile
{
    // The length of sun_path in sockaddr_un without the terminating zero, see unix(7); 103 on macOS.
    private const int LongestPath = 107;
    private const int LongestPathOnMac = 103;

    /// <summary>The mode of the folder: only its owner may enter.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public SocketFile(string path)
    {
        if (!System.IO.Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException($"the socket's path '{path}' must be absolute");
        }

        var limit = OperatingSystem.IsMacOS() ? LongestPathOnMac : LongestPath;
        if (Encoding.UTF8.GetByteCount(path) > limit)
        {
            throw new ArgumentException($"the socket's path '{path}' is longer than {limit} bytes, the most for a socket's path");
        }

        Path = path;
    }

    /// <summary>The socket's path.</summary>
    public string Path { get; }

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Creates the folder if it is missing, and removes the file that a killed process left behind.</summary>
    /// <exception cref="IOException">The folder is open to other users or cannot be created, or something listens on the socket.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not create or read the folder.</exception>
    /// <exception cref="SocketException">It is unknown whether something listens on the socket.</exception>
    public void Prepare()
    {
        if (OperatingSystem.IsWindows())
        {
            // The folder inherits the access rights of its parent.
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

    /// <summary>Takes all rights on the file from other users, whom the folder keeps out already. Call it once the socket listens.</summary>
    public void CloseToOthers()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Removes the file, and the folder if nothing else is in it.</summary>
    public void Remove()
    {
        File.Delete(Path);
        if (Directory.Exists(Folder) && !Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    /// <summary>Whether the file exists and nothing listens there: a killed process left it behind.</summary>
    /// <exception cref="SocketException">It is unknown whether something listens.</exception>
    public bool IsStale()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        try
        {
            // A stopped process accepts nothing: once its queue is full, connecting would wait for it.
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
            socket.Connect(new UnixDomainSocketEndPoint(Path));
            return false;
        }
        catch (SocketException busy) when (busy.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return false;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    private void RemoveStale()
    {
        if (!IsStale())
        {
            throw new IOException($"another daemon listens on {Path}: stop it, or give this one a path of its own");
        }

        File.Delete(Path);
    }
}
