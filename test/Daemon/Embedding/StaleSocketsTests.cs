using System.Net.Sockets;
using FlextMonitor.Daemon.Embedding;

namespace FlextMonitor.Daemon.Tests.Embedding;

/// <summary>What killed processes left in the folder for temporary files.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StaleSocketsTests : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("stale-");

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow() + (2 * StaleSockets.LeastAge);

    public void Dispose() => _temporary.Delete(recursive: true);

    [Fact]
    public void Remove_OfAKilledProcess_TakesItsFolderAway()
    {
        var path = NewSocket();
        EmbeddedDaemonTests.LeaveBehind(path);

        StaleSockets.Remove(_temporary.FullName, TimeProvider.System.GetUtcNow());
        Directory.Exists(Path.GetDirectoryName(path)).ShouldBeTrue("a process may be about to listen");
        StaleSockets.Remove(_temporary.FullName, Later);

        _temporary.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public void Remove_OfAProcessThatRuns_OrOfAnotherProgram_LeavesIt()
    {
        using var listening = Listen(NewSocket());
        var foreign = _temporary.CreateSubdirectory("flextmonitor-notes");
        File.WriteAllText(Path.Combine(foreign.FullName, "daemon.sock"), "");

        StaleSockets.Remove(_temporary.FullName, Later);

        _temporary.EnumerateFileSystemInfos().Count().ShouldBe(2);
    }

    private string NewSocket()
    {
        var path = EmbeddedDaemon.NewSocketPathBelow(_temporary.FullName);
        new SocketFile(path).Prepare();
        return path;
    }

    /// <summary>Listens as a daemon does.</summary>
    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }
}
