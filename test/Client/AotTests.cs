using System.Diagnostics;
using System.Runtime.InteropServices;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Client.Tests;

/// <summary>
/// A program that makes no code at run time (test/Client.Aot). The analyzers of its build are errors; its short form runs without reflection for JSON, its long form is
/// compiled ahead of time.
/// </summary>
public sealed class AotTests : IAsyncLifetime
{
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-aot-");
    private ScriptedHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await ScriptedHub.StartAsync();
        _hub.FirstState =
        [
            Messages.Status() with { Feeds = ValueMap<FeedStatus>.From([new("stats", new FeedStatus { Ok = true, Error = null })]) },
            Messages.Stats(),
            Messages.Health() with { Components = ValueMap<ComponentHealth>.From([new("db", new ComponentHealth { Name = "db", Healthy = true, Message = "ok", Metadata = ValueMap<string>.Empty })]) },
            Messages.Execution("e1"),
            Messages.Pipeline(),
            Messages.Problem(),
            Messages.Heartbeat(),
        ];
        _hub.Answer("GET /api/runs", _ => Task.FromResult(Results.Text("""{"runs":[],"next":null}""", "application/json")));
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Program_WithoutReflection_ReadsEveryKindOfMessage()
    {
        await using var program = LongTests.AreWanted
            ? ProgramProcess.StartCommand(await PublishAsync(), [_hub.Address.ToString(), "fxm_test"])
            : ProgramProcess.Start("FlextMonitor.Client.Aot", [_hub.Address.ToString(), "fxm_test"]);

        (await program.ExitAsync()).ShouldBe(0, program.ToString());
        program.Output.ShouldBe(["default is Live, cpu 12.5, 1 runs, components db", "started new", "log first", "log last"]);
    }

    // Its own folder for everything that is built, so that no other build is disturbed.
    private async Task<string> PublishAsync()
    {
        var target = Path.Combine(_folder.FullName, "published");
        string[] arguments =
        [
            "publish", Repository.PathOf("test", "Client.Aot"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier.Contains("arm64", StringComparison.Ordinal) ? "linux-arm64" : "linux-x64",
            "-p:PublishAot=true", "-o", target, "--artifacts-path", Path.Combine(_folder.FullName, "build"), "-v", "quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync().WaitAsync(PublishLimit);
        await publish.WaitForExitAsync().WaitAsync(PublishLimit);
        publish.ExitCode.ShouldBe(0, output);
        var program = Path.Combine(target, "FlextMonitor.Client.Aot");
        TestContext.Current.SendDiagnosticMessage("The program compiled ahead of time has {0:n0} bytes.", new FileInfo(program).Length);
        return program;
    }
}
