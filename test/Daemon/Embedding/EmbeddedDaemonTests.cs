using System.Net.Sockets;
using FlextMonitor.Daemon.Embedding;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Daemon.Tests.Embedding;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EmbeddedDaemonTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static CancellationToken Ended => TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-test-");

    private string SocketPath => Path.Combine(_folder.FullName, "run", "daemon.sock");

    [Fact]
    public async Task AddEmbeddedDaemon_Host_IsServedBeforeItsServicesStartAndUntilTheyStopped()
    {
        var seen = new Probe(SocketPath);
        using var host = Build(SocketPath, services => services.AddHostedService(_ => seen));

        await host.StartAsync(Ended).DefaultTimeout();
        seen.AtStart!.Features["runs"].ShouldBe("samples");
        Directory.Exists(_folder.FullName).ShouldBeTrue();
        File.GetUnixFileMode(Path.GetDirectoryName(SocketPath)!).ShouldBe(Private);
        await host.StopAsync(Ended).DefaultTimeout();

        seen.AtStop!.Features["runs"].ShouldBe("samples");
    }

    [Fact]
    public async Task AddEmbeddedDaemon_HostIsGone_LeavesNoSocket()
    {
        var host = Build(SocketPath);
        await host.StartAsync(Ended).DefaultTimeout();
        await host.StopAsync(Ended).DefaultTimeout();

        host.Dispose();

        File.Exists(SocketPath).ShouldBeFalse();
        Directory.Exists(Path.GetDirectoryName(SocketPath)).ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_SocketOfAKilledProcess_IsReplaced()
    {
        var socket = new SocketFile(SocketPath);
        socket.Prepare();
        LeaveBehind(SocketPath);
        File.Exists(SocketPath).ShouldBeTrue();
        using var host = Build(SocketPath);

        await host.StartAsync(Ended).DefaultTimeout();

        (await AskAsync(SocketPath)).Features["runs"].ShouldBe("samples");
        await host.StopAsync(Ended).DefaultTimeout();
    }

    [Fact]
    public async Task StartAsync_AnotherDaemonListens_IsRefusedAndTheOtherGoesOn()
    {
        using var first = Build(SocketPath);
        await first.StartAsync(Ended).DefaultTimeout();
        using var second = Build(SocketPath);

        var refused = await Should.ThrowAsync<StartException>(() => second.StartAsync(Ended).DefaultTimeout());

        refused.Message.ShouldContain("another daemon listens on");
        (await AskAsync(SocketPath)).Features["runs"].ShouldBe("samples");
        await first.StopAsync(Ended).DefaultTimeout();
    }

    [Fact]
    public async Task StartAsync_FolderThatCannotBeCreated_IsExplainedInOneLine()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Ended);
        var path = Path.Combine(file, "run", "daemon.sock");
        using var host = Build(path);

        var refused = await Should.ThrowAsync<StartException>(() => host.StartAsync(Ended).DefaultTimeout());

        StartFailure.Explain(refused).ShouldNotBeNull().ShouldStartWith($"the embedded daemon cannot listen on {path}: ");
    }

    [Fact]
    public void NewSocketPath_TemporaryFolderWithALongPath_IsExplainedInOneLine()
    {
        var refused = Should.Throw<StartException>(() => EmbeddedDaemon.NewSocketPathBelow("/tmp/" + new string('x', 100)));

        StartFailure.Explain(refused).ShouldNotBeNull().ShouldSatisfyAllConditions(
            line => line.ShouldContain("is longer than"),
            line => line.ShouldEndWith("Set TMPDIR to an absolute path that is shorter"));
    }

    [Fact]
    public void Prepare_FolderOpenToOthers_IsRefused()
    {
        var open = Directory.CreateDirectory(Path.Combine(_folder.FullName, "open"), Private | UnixFileMode.OtherExecute);

        var refused = Should.Throw<IOException>(() => new SocketFile(Path.Combine(open.FullName, "daemon.sock")).Prepare());

        refused.Message.ShouldContain("mode 0700");
    }

    [Theory]
    [InlineData("relative/daemon.sock", "must be absolute")]
    [InlineData("/tmp/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789daemon.sock", "is longer than")]
    public void AddEmbeddedDaemon_PathThatCannotBe_IsRefused(string path, string reason)
    {
        Should.Throw<ArgumentException>(() => new ServiceCollection().AddEmbeddedDaemon(path)).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task NewSocketPath_Folder_IsThereAndPrivateWhileTheDaemonRuns()
    {
        var path = EmbeddedDaemon.NewSocketPath();
        var folder = Path.GetDirectoryName(path)!;
        var before = Directory.Exists(folder);
        using (var host = Build(path))
        {
            await host.StartAsync(Ended).DefaultTimeout();
            File.GetUnixFileMode(folder).ShouldBe(Private);
            await host.StopAsync(Ended).DefaultTimeout();
        }

        before.ShouldBeFalse();
        Directory.Exists(folder).ShouldBeFalse();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IHost Build(string socketPath, Action<IServiceCollection>? further = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEmbeddedDaemon(socketPath);
        further?.Invoke(builder.Services);
        return builder.Build();
    }

    private static async Task<SystemInfo> AskAsync(string socketPath)
    {
        using var channel = TestDaemon.Connect(socketPath);
        return await new FlextService.FlextServiceClient(channel).GetSystemInfoAsync(new Empty(), cancellationToken: Ended).ResponseAsync.DefaultTimeout();
    }

    /// <summary>Leaves a socket's file as a killed process does.</summary>
    internal static void LeaveBehind(string path)
    {
        // .NET deletes the file of a socket it closes; a name given in another way is not known to it.
        var bound = path + ".bound";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(bound));
        File.Move(bound, path);
    }

    private sealed class Probe(string socketPath) : IHostedService
    {
        public SystemInfo? AtStart { get; private set; }

        public SystemInfo? AtStop { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken) => AtStart = await AskAsync(socketPath);

        public async Task StopAsync(CancellationToken cancellationToken) => AtStop = await AskAsync(socketPath);
    }
}
