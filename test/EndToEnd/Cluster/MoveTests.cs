using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.EndToEnd.Tests.Processes;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary><c>FlextMonitor.Web move --to "Host=…"</c>: a monitor goes on in PostgreSQL where it was in SQLite.</summary>
[Collection(nameof(RealProcesses))]
public sealed class MoveTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("flextmonitor-test-");
    private ScriptedDaemon _daemon = null!;

    public async ValueTask InitializeAsync() => _daemon = await ScriptedDaemon.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Move_OfAMonitorThatWasUsed_KeepsPeopleSessionsAndSettings()
    {
        var database = await postgres.CreateDatabaseAsync();
        string token;
        await using (var before = await StartAsync())
        {
            token = await before.SignInAsync();
            await before.PostAsync(Routes.AlertChannels, token, new JsonObject { ["name"] = "on call", ["kind"] = "webhook", ["settings"] = new JsonObject { ["url"] = "https://example.com/", ["secret"] = "a secret of the test" } });
            var refused = await MoveAsync(database);
            refused.Code.ShouldBe(1);
            refused.Text.ShouldContain("a SQLite database serves one process. Stop that one");
            await before.Program.StopAsync();
        }

        var moved = await MoveAsync(database);

        moved.Code.ShouldBe(0, moved.Text);
        moved.Text.ShouldContain("AlertChannels: rows on both sides: 1");
        moved.Text.ShouldContain("Moved. Start the monitor with ConnectionStrings:Monitor set to that database");
        await using var after = await StartAsync(("ConnectionStrings:Monitor", database));
        using var channels = await after.GetAsync(Routes.AlertChannels, token);
        JsonNode.Parse(await channels.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.ToJsonString().ShouldContain("on call");
        (await after.SignInAsync()).ShouldNotBeEmpty();
        await using var verified = ProgramProcess.Start(MonitorProcess.ProgramName, ["verify-audit"], ("DataDirectory", _data.FullName), ("ConnectionStrings:Monitor", database));
        (await verified.ExitAsync()).ShouldBe(0, verified.ToString());
    }

    private Task<MonitorProcess> StartAsync(params (string Key, string Value)[] settings) =>
        MonitorProcess.StartAsync([("default", _daemon.Address)], [("DataDirectory", _data.FullName), .. settings]);

    private async Task<(int Code, string Text)> MoveAsync(string database)
    {
        await using var command = ProgramProcess.Start(MonitorProcess.ProgramName, ["move", "--to", database], ("DataDirectory", _data.FullName));
        return (await command.ExitAsync(), command.ToString());
    }
}
