using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class SqliteRunTests : RunTests
{
    private protected override async Task<(MeltanoTable Table, MeltanoRig Rig)> CreateAsync() => (await Folder.CreateDatabaseAsync(), new MeltanoRig(Folder));
}
