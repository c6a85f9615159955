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

    [Fact]
    public void Remove_OfAProcessThatWasKilledBeforeItListened_TakesItsFolderAway()
    {
        NewSocket();

        StaleSockets.Remove(_temporary.FullName, Later);

        _temporary.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public void Remove_WithAFolderThatCannotBeRemoved_StillRemovesTheOthers()
    {
        var odd = NewSocket();
        Directory.CreateDirectory(odd);
        File.WriteAllText(Path.Combine(odd, "more"), "");
        EmbeddedDaemonTests.LeaveBehind(NewSocket());

        StaleSockets.Remove(_temporary.FullName, Later);

        _temporary.EnumerateFileSystemInfos().ShouldHaveSingleItem().FullName.ShouldBe(Path.GetDirectoryName(odd));
    }

    [Fact]
    public void Remove_OfAProcessWhoseQueueIsFull_LeavesIt_AndDoesNotWait()
    {
        var path = NewSocket();
        using var listening = Listen(path, backlog: 0);
        var waiting = new List<Socket>();
        try
        {
            for (var i = 0; i < 8; i++)
            {
                var caller = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
                waiting.Add(caller);
                caller.Connect(new UnixDomainSocketEndPoint(path));
            }
        }
        catch (SocketException full) when (full.SocketErrorCode is SocketError.WouldBlock)
        {
            // As it should be.
        }

        StaleSockets.Remove(_temporary.FullName, Later);

        File.Exists(path).ShouldBeTrue();
        waiting.ForEach(caller => caller.Dispose());
    }

    private string NewSocket()
    {
        var path = EmbeddedDaemon.NewSocketPathBelow(_temporary.FullName);
        new SocketFile(path).Prepare();
        return path;
    }

    /// <summary>Listens as a daemon does.</summary>
    private static Socket Listen(string path, int backlog = 16)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(backlog);
        return socket;
    }
}
