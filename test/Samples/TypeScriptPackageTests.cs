using System.Diagnostics;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Samples.Tests;

/// <summary>The module for JavaScript (<c>clients/typescript</c>), as <c>npm pack</c> makes it, in a program without a document.</summary>
public sealed class TypeScriptPackageTests : IAsyncLifetime
{
    private const string Program = """
        import { freshnessOf, MonitorClient, shownStats } from '@flextmonitor/client';

        const client = new MonitorClient({ url: process.env.MONITOR_URL, token: () => process.env.MONITOR_TOKEN });
        let printed = '';
        client.subscribe(() => {
          for (const source of client.state.sources.values()) {
            const stats = shownStats(source, client.nowMs());
            const line = `${source.name} is ${freshnessOf(source, client.nowMs())}, cpu ${stats && !stats.isDim ? stats.value.cpuUsage : 'unknown'}`;
            if (line !== printed) console.log((printed = line));
          }
        });
        await client.run();
        """;

    private static readonly TimeSpan PackLimit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flextmonitor-npm-");
    private ScriptedDaemon _daemon = null!;
    private InProcessMonitor _monitor = null!;

    public async ValueTask InitializeAsync()
    {
        _daemon = await ScriptedDaemon.StartAsync();
        _monitor = await InProcessMonitor.StartAsync(InProcessMonitor.Watching(TimeSpan.FromSeconds(0.2), ("prod", _daemon)));
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pack_InAProgram_WatchesAndGoesOnAfterARestart()
    {
        await PackAsync();
        var (_, token) = await _monitor.CreateTokenAsync();
        await using var program = ProgramProcess.StartCommand("node", [Path.Combine(_folder.FullName, "watch.mjs")], ("MONITOR_URL", _monitor.Address), ("MONITOR_TOKEN", token));
        await program.LineAsync("prod is live, cpu 12.5");

        await _daemon.StopAsync();
        await program.LineAsync("prod is down, cpu unknown");
        var before = program.Output.Count;
        await _monitor.StopAsync();
        await _daemon.StartAsync();
        await _monitor.StartAsync();

        await program.LineAsync("prod is live, cpu 12.5", before);
        program.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pack_HasTheModuleItsTypesAndTheLicence()
    {
        var package = await PackAsync();

        foreach (var file in new[] { "dist/index.js", "dist/types/client/index.d.ts", "README.md", "LICENSE", "package.json" })
        {
            File.Exists(Path.Combine(package, file)).ShouldBeTrue(file);
        }

        var code = await File.ReadAllTextAsync(Path.Combine(package, "dist", "index.js"), TestContext.Current.CancellationToken);
        code.ShouldNotContain("window.");
        code.ShouldNotContain("sessionStorage");
    }

    // As npm install would put it there.
    private async Task<string> PackAsync()
    {
        await RunAsync(Repository.PathOf("clients", "typescript"), "npm", "pack", "--silent", "--pack-destination", _folder.FullName);
        var scope = Directory.CreateDirectory(Path.Combine(_folder.FullName, "node_modules", "@flextmonitor"));
        await RunAsync(scope.FullName, "tar", "-xzf", Directory.GetFiles(_folder.FullName, "*.tgz").Single());
        Directory.Move(Path.Combine(scope.FullName, "package"), Path.Combine(scope.FullName, "client"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "node_modules", "@microsoft"), Path.Combine(Repository.Web, "App", "node_modules", "@microsoft"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "watch.mjs"), Program, TestContext.Current.CancellationToken);
        return Path.Combine(scope.FullName, "client");
    }

    private static async Task RunAsync(string folder, string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(PackLimit);
        await process.WaitForExitAsync().WaitAsync(PackLimit);
        process.ExitCode.ShouldBe(0, output);
    }
}
