using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>Without daemons in the settings the program watches one of its own, which nobody else can reach.</summary>
[SupportedOSPlatform("linux")]
public sealed class EmbeddedDaemonTests : IAsyncLifetime
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse battery";
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] TcpTables = ["tcp", "tcp6"];

    private ProgramProcess _program = null!;
    private string _address = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _program = ProgramRun.Start(("Admin:Email", Email), ("Admin:Password", Password));
        _address = await _program.AddressAsync();
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Fact]
    public async Task Program_WithoutDaemons_ShowsLiveDataOfItsOwn_ReachableThroughASocketOfItsOwnerAlone_AndLeavesNothing()
    {
        await ShouldShowLiveDataAsync();

        await ShouldNotServeGrpcAsync();
        ListeningTcpPorts().ShouldBe([new Uri(_address).Port]);
        ShouldBeClosedToOthers();
        (await _program.StopAsync()).ShouldBe(0);
        Directory.EnumerateFileSystemEntries(_program.Temporary).ShouldBeEmpty();
    }

    private async Task ShouldShowLiveDataAsync()
    {
        using var caller = new HttpClient { BaseAddress = new Uri(_address) };
        using var login = await caller.PostAsJsonAsync(Routes.Login, new { email = Email, password = Password }, Cancelled);
        var access = (string)(await login.ReadAsync())["accessToken"]!;
        await using var subscriber = await HubSubscriber.ConnectAsync(_address, HubProtocolKind.MessagePack, options => options.AccessTokenProvider = () => Task.FromResult<string?>(access));

        var live = await subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Live);
        var first = await subscriber.NextAsync<DashboardStats>(stats => !stats.Fallback);
        var next = await subscriber.NextAsync<DashboardStats>(stats => stats.Sequence > first.Sequence);
        await subscriber.NextAsync<ExecutionData>();

        live.Source.ShouldBe("default");
        next.CpuUsage.ShouldNotBeNull().ShouldBeInRange(0, 100);
        next.MemoryUsage.ShouldNotBeNull().ShouldBeInRange(0.1, 100);
    }

    private async Task ShouldNotServeGrpcAsync()
    {
        using var channel = GrpcChannel.ForAddress(_address);
        var refused = await Should.ThrowAsync<RpcException>(
            new FlextService.FlextServiceClient(channel).GetSystemStatsAsync(new Empty(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30), cancellationToken: Cancelled).ResponseAsync);
        refused.StatusCode.ShouldBeOneOf(StatusCode.Internal, StatusCode.Unavailable, StatusCode.Unauthenticated, StatusCode.Unimplemented);

        using var caller = new HttpClient { BaseAddress = new Uri(_address) };
        using var content = new ByteArrayContent([0, 0, 0, 0, 0]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        using var answer = await caller.PostAsync("/flext.FlextService/GetSystemStats", content, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private void ShouldBeClosedToOthers()
    {
        var folder = Directory.GetDirectories(_program.Temporary).ShouldHaveSingleItem();
        var socket = Directory.GetFiles(folder).ShouldHaveSingleItem();
        Path.GetFileName(socket).ShouldBe("daemon.sock");
        (File.GetUnixFileMode(folder) & Others).ShouldBe(UnixFileMode.None);
        (File.GetUnixFileMode(socket) & Others).ShouldBe(UnixFileMode.None);
    }

    /// <summary>The ports at which the process listens, by proc(5): the sockets among its open files, in state LISTEN.</summary>
    private IEnumerable<int> ListeningTcpPorts()
    {
        const string Listen = "0A";
        var own = Directory.GetFiles($"/proc/{_program.ProcessId}/fd").Select(file => new FileInfo(file).LinkTarget).ToHashSet();
        return from table in TcpTables
               from line in File.ReadLines($"/proc/{_program.ProcessId}/net/{table}").Skip(1)
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields[3] == Listen && own.Contains($"socket:[{fields[9]}]")
               select int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
