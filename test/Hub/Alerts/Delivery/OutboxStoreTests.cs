using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>An outbox whose store does not answer waits for it, and says so once.</summary>
public abstract class OutboxStoreTests(TestDatabases databases) : IAsyncLifetime
{
    private AlertsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AlertsHost.StartAsync(databases);

    [Fact]
    public async Task Store_DoesNotAnswer_IsToldOnce_AndTheOutboxGoesOnWithIt()
    {
        await HealthAsync("Alerts are being sent.");
        await _host.ExecuteAsync("ALTER TABLE \"Announcements\" RENAME TO \"Hidden\"");
        await _host.ExecuteAsync("ALTER TABLE \"Deliveries\" RENAME TO \"HiddenDeliveries\"");
        await HealthAsync("because their store does not answer");
        for (var retry = 0; retry < 50; retry++)
        {
            await HealthAsync("because their store does not answer");
        }

        await _host.ExecuteAsync("ALTER TABLE \"Hidden\" RENAME TO \"Announcements\"");
        await _host.ExecuteAsync("ALTER TABLE \"HiddenDeliveries\" RENAME TO \"Deliveries\"");
        await HealthAsync("Alerts are being sent.");

        _host.Log.Entries.ShouldNotContain(entry => entry.Event == 1001);
        _host.Log.Entries.Count(entry => entry.Event == 2144).ShouldBe(1);
        _host.Log.Entries.Count(entry => entry.Event == 2145).ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task HealthAsync(string expected) => await Eventually.GetAsync(
        () =>
        {
            _host.Time.Advance(TimeSpan.FromMilliseconds(500));
            return _host.HealthAsync("alerts");
        },
        entry => entry.Description!.Contains(expected, StringComparison.Ordinal));

    public sealed class OnSqlite() : OutboxStoreTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : OutboxStoreTests(new PostgresDatabases(server));
}
