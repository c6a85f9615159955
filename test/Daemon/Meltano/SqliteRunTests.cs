using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class SqliteRunTests : RunTests
{
    private protected override async Task<(MeltanoTable Table, MeltanoRig Rig)> CreateAsync() => (await Folder.CreateDatabaseAsync(), new MeltanoRig(Folder));

    /// <summary>By a process of its own: SQLite's locks are those of a process.</summary>
    private protected override Task WriteAsync(int runs, TimeSpan pause) => MeltanoWriter.WriteAsync(Folder.DatabasePath, runs, pause);
}
