using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;
using Npgsql;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class PostgresRunTests(PostgresServer server) : RunTests
{
    private string _uri = "";

    [Fact]
    public async Task Read_TheConnection_CannotWrite()
    {
        await using var connection = new NpgsqlConnection(DatabaseUri.ToPostgres(_uri));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("DELETE FROM runs", connection);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).MessageText.ShouldContain("read-only");
    }

    private protected override async Task WriteAsync(int runs, TimeSpan pause)
    {
        for (var run = 0; run < runs; run++)
        {
            var id = await Table.InsertAsync(new MeltanoRun(Rig.Now));
            await Task.Delay(pause, TimeProvider.System);
            await Table.HeartbeatAsync(id, Rig.Now);
            await Task.Delay(pause, TimeProvider.System);
            await Table.EndAsync(id, "SUCCESS", Rig.Now);
            await Task.Delay(pause, TimeProvider.System);
        }
    }

    private protected override async Task<(MeltanoTable Table, MeltanoRig Rig)> CreateAsync()
    {
        var connection = await server.CreateDatabaseAsync();
        _uri = MeltanoTable.UriOf(connection);
        return (await MeltanoTable.CreatePostgresAsync(connection), new MeltanoRig(Folder, MeltanoRig.OptionsOf(Folder) with { DatabaseUri = _uri }));
    }
}
