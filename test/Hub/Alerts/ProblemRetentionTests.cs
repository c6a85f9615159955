using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Alerts;

public abstract class ProblemRetentionTests(TestDatabases databases) : IAsyncLifetime
{
    private AlertsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await AlertsHost.StartAsync(databases, AlertsHost.WithoutEvaluator);

    [Fact]
    public async Task Delete_ProblemsThatHaveLongBeenOver_KeepsOpenAndNewerOnes()
    {
        var before = Given.Now - ProblemRetention.Kept;
        await AddAsync("old", before.AddDays(-1));
        await AddAsync("newer", before.AddDays(1));
        await AddAsync("open", null);

        await _host.Service<ProblemRetention>().DeleteAsync(null, Cancelled);

        await using var context = _host.CreateDbContext();
        (await context.Problems.Select(row => row.Id).Order().ToListAsync(Cancelled)).ShouldBe(["newer", "open"]);
        (await _host.StepsAsync()).Select(step => step.ProblemId).Distinct().ShouldBe(["newer", "open"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task AddAsync(string id, DateTimeOffset? resolvedAt)
    {
        var problem = EvaluatedFeed.Live(Given.Failed("a", Given.Ago(minutes: 5))).Problems.Single() with { Id = id };
        var journal = _host.Service<ProblemJournal>();
        await journal.BeginTermAsync(1, Cancelled);
        await journal.StoreAsync(1, [new ProblemChange(problem, null, null, Given.Now)], [], Cancelled);
        if (resolvedAt is not null)
        {
            await journal.StoreAsync(1, [new ProblemChange(problem, problem, resolvedAt, Given.Now)], [], Cancelled);
        }
    }

    public sealed class OnSqlite() : ProblemRetentionTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ProblemRetentionTests(new PostgresDatabases(server));
}
