using System.Collections.Concurrent;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Hub.Dashboards.Storage;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Dashboards;

/// <summary>A process with dashboards. Its people and its trail are those of the test.</summary>
internal sealed class DashboardsHost : IAsyncDisposable, IKnownPeople, IAuditTrail
{
    private readonly ConcurrentQueue<AuditEvent> _recorded = new();
    private (string Key, string Value)[] _settings = [];
    private StoreHost _host = null!;

    private DashboardsHost()
    {
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordedLog Log { get; } = new();

    /// <summary>E-mail addresses by id.</summary>
    public ConcurrentDictionary<string, string> People { get; } = new() { ["ada"] = "ada@example.com", ["grace"] = "grace@example.com" };

    public IReadOnlyList<AuditEvent> Recorded => [.. _recorded];

    public DashboardStore Store => Service<DashboardStore>();

    public EditorStore Editors => Service<EditorStore>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<DashboardsHost> StartAsync(TestDatabases databases, params (string Key, string Value)[] settings)
    {
        var host = new DashboardsHost { _settings = [("ConnectionStrings:Monitor", await databases.CreateAsync()), .. settings] };
        host._host = await StoreHost.StartAsync(host.Add, host._settings);
        return host;
    }

    /// <summary>Ends the process and starts another one with the same settings, on the same database.</summary>
    public async Task RestartAsync()
    {
        await _host.DisposeAsync();
        _host = await StoreHost.StartAsync(Add, _settings);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public DashboardsDbContext CreateDbContext() => Service<IDbContextFactory<DashboardsDbContext>>().CreateDbContext();

    public StoreHost Process => _host;

    /// <summary>Makes one.</summary>
    public async Task<StoredDashboard> MakeAsync(string title, string owner = "ada", string visibility = "private") =>
        (await Store.CreateAsync(Document(title, visibility), owner, People[owner], Cancelled)).Saved!;

    public static DashboardDocument Document(string title, string visibility = "private") =>
        DashboardDocument.Of(new System.Text.Json.Nodes.JsonObject { ["title"] = title, ["visibility"] = visibility });

    public Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(ids.Where(People.ContainsKey).ToDictionary(id => id, id => People[id]));

    public Task RecordAsync(AuditEvent happened)
    {
        _recorded.Enqueue(happened);
        return Task.CompletedTask;
    }

    public Task StoreAsync(AuditEvent happened, CancellationToken cancellationToken) => RecordAsync(happened);

    public Task RequireAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Add(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Time).AddLogging(logging => logging.AddProvider(Log.CreateProvider()));
        services.AddSingleton<IKnownPeople>(this).AddSingleton<IAuditTrail>(this).AddDashboards();
    }
}
