using FlextMonitor.Hub.Alerts.Delivery;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>What a process does that was stopped while it led, and goes on after another has taken over.</summary>
public abstract class EarlierTermTests(TestDatabases databases) : IAsyncLifetime
{
    private const long Earlier = 1;
    private const long Newer = 2;

    private DeliveryScenario _scenario = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scenario = await DeliveryScenario.StartAsync(databases);

    [Fact]
    public async Task Announce_InAnEarlierTerm_AnnouncesNothing()
    {
        await OpenAsync();
        await _scenario.Service<ProblemJournal>().BeginTermAsync(Newer, Cancelled);
        var announcer = _scenario.Service<Announcer>();

        await Should.ThrowAsync<TermOverException>(() => announcer.AnnounceAsync(Earlier, Cancelled));

        (await DeliveriesAsync()).ShouldBeEmpty();
        await announcer.AnnounceAsync(Newer, Cancelled);
        (await DeliveriesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Send_InAnEarlierTerm_SendsNothing()
    {
        await OpenAsync();
        await _scenario.Service<Announcer>().AnnounceAsync(Earlier, Cancelled);
        await _scenario.Service<ProblemJournal>().BeginTermAsync(Newer, Cancelled);
        var delivery = (await DeliveriesAsync()).Single();
        var sender = _scenario.Service<DeliverySender>();

        await Should.ThrowAsync<TermOverException>(() => sender.SendAsync(delivery.Id, Earlier, Cancelled));

        _scenario.Channel.Attempts.ShouldBeEmpty();
        await sender.SendAsync(delivery.Id, Newer, Cancelled);
        await sender.SendAsync(delivery.Id, Earlier, Cancelled);
        _scenario.Channel.Attempts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Delete_InAnEarlierTerm_DeletesNothing()
    {
        await OpenAsync();
        await using var context = _scenario.CreateDbContext();
        await context.Problems.ExecuteUpdateAsync(row => row.SetProperty(problem => problem.ResolvedAt, DateTimeOffset.UnixEpoch), Cancelled);
        await _scenario.Service<ProblemJournal>().BeginTermAsync(Newer, Cancelled);
        var retention = _scenario.Service<ProblemRetention>();

        await Should.ThrowAsync<TermOverException>(() => retention.DeleteAsync(Earlier, Cancelled));

        (await context.Problems.CountAsync(Cancelled)).ShouldBe(1);
        await retention.DeleteAsync(Newer, Cancelled);
        (await context.Problems.CountAsync(Cancelled)).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _scenario.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task OpenAsync()
    {
        await _scenario.TakeAsync(Given.Status(), Given.Failed("a", Given.Ago(minutes: 5)));
        _scenario.Time.Advance(TimeSpan.FromSeconds(5));
    }

    private async Task<List<DeliveryRow>> DeliveriesAsync()
    {
        await using var context = _scenario.CreateDbContext();
        return await context.Deliveries.AsNoTracking().ToListAsync(Cancelled);
    }

    public sealed class OnSqlite() : EarlierTermTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : EarlierTermTests(new PostgresDatabases(server));
}
