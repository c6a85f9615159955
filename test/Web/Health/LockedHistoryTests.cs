using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using FlextMonitor.Web.Tests.Programs;
using Microsoft.Data.Sqlite;

namespace FlextMonitor.Web.Tests.Health;

/// <summary>Another process holds the lock of history's file.</summary>
public sealed class LockedHistoryTests : IDisposable
{
    /// <summary>History is written every 8 s, and waits 5 s for the lock.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("locked-history-test-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_WhileAnotherProcessHoldsTheHistory_SaysThatItIsPaused_AndThenResumes()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var program = ProgramRun.Start(("Daemons:0:Address", daemon.Address), ("DataDirectory", _folder.FullName));
        using var caller = new HttpClient { BaseAddress = new Uri(await program.AddressAsync()) };
        await ReadyAsync(caller, "writtenUntil");

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "history.db")};Pooling=False"))
        {
            await other.OpenAsync(Cancelled);
            await using var writing = await other.BeginTransactionAsync(Cancelled);

            var paused = await ReadyAsync(caller, "\"history\":{\"ok\":false");
            paused.ShouldContain("\"daemon 1\":\"live\"");
        }

        await ReadyAsync(caller, "\"history\":{\"ok\":true");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<string> ReadyAsync(HttpClient caller, string part) =>
        Eventually.GetAsync(() => caller.GetStringAsync(Routes.HealthReady, Cancelled), ready => ready.Contains(part, StringComparison.Ordinal), Limit);
}
