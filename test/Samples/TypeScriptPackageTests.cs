using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Samples.Tests;

/// <summary>The module for JavaScript (<c>clients/typescript</c>) in a program without a document.</summary>
public sealed class TypeScriptPackageTests(TypeScriptPackage package) : IAsyncLifetime, IClassFixture<TypeScriptPackage>
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
    }

    [Fact]
    public async Task Pack_InAProgram_WatchesAndGoesOnAfterARestart()
    {
        var (_, token) = await _monitor.CreateTokenAsync();
        var script = Path.Combine(package.Folder, "watch.mjs");
        await File.WriteAllTextAsync(script, Program, TestContext.Current.CancellationToken);
        await using var program = ProgramProcess.StartCommand("node", [script], ("MONITOR_URL", _monitor.Address), ("MONITOR_TOKEN", token));
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
        foreach (var file in new[] { "dist/index.js", "dist/types/client/index.d.ts", "README.md", "LICENSE", "package.json" })
        {
            File.Exists(package.PathOf(file)).ShouldBeTrue(file);
        }

        var code = await File.ReadAllTextAsync(package.PathOf("dist", "index.js"), TestContext.Current.CancellationToken);
        code.ShouldNotContain("window.");
        code.ShouldNotContain("sessionStorage");
    }
}
