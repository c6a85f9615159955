using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Rules;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Rules;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Alerts;

public abstract class StoredRulesTests(TestDatabases databases) : IAsyncLifetime
{
    private static readonly Rule Failing = new(ProblemKinds.Failing, "Failing", ProblemKinds.Failing, true, ProblemSeverity.Critical, RuleMatch.Everything, [], null);
    private static readonly Rule Slow = Failing with { Id = ProblemKinds.Slow, Kind = ProblemKinds.Slow, Name = "Slow" };

    private AlertsHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private StoredRules Rules => _host.Service<StoredRules>();

    public async ValueTask InitializeAsync() =>
        _host = await AlertsHost.StartAsync(databases, services => services.AddSingleton(new BuiltIns([Slow, Failing])));

    [Fact]
    public void Current_NothingIsStored_HasTheBuiltInOnesByName() => Rules.Current.ShouldBe([Failing, Slow]);

    [Fact]
    public async Task Reload_AfterAChange_HasItInPlaceOfTheBuiltInOne_AndEndsTheWait()
    {
        var known = Rules.Current;
        var waiting = Rules.WaitForChangeAsync(known, Cancelled);
        await AddAsync(ProblemKinds.Slow, ProblemKinds.Slow, "Slow", isEnabled: false);
        await AddAsync("own", ProblemKinds.Threshold, "Busy", isEnabled: true);

        await Rules.ReloadAsync(Cancelled);

        await waiting.DefaultTimeout();
        Rules.Current.Select(rule => (rule.Id, rule.IsEnabled, rule.IsBuiltIn)).ShouldBe([("own", true, false), (ProblemKinds.Failing, true, true), (ProblemKinds.Slow, false, true)]);
        await Rules.WaitForChangeAsync(known, Cancelled).DefaultTimeout();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        databases.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task AddAsync(string id, string kind, string name, bool isEnabled)
    {
        await using var context = _host.CreateDbContext();
        context.Rules.Add(new RuleRow
        {
            Id = id,
            Name = name,
            Kind = kind,
            IsEnabled = isEnabled,
            Severity = ProblemSeverity.Warning,
            Match = new RuleMatch { Pipelines = ["orders*"] },
            Settings = new JsonObject { ["above"] = 90 },
            UpdatedAt = Given.Now,
            UpdatedBy = "ada@example.org",
        });
        await context.SaveChangesAsync(Cancelled);
    }

    public sealed class OnSqlite() : StoredRulesTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : StoredRulesTests(new PostgresDatabases(server));
}
