using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Audit;

/// <summary>The room with a database of its own, and a clock that stands still.</summary>
internal sealed class AuditStore : IAsyncDisposable
{
    private const string Key = "ConnectionStrings:Monitor";
    private static readonly string[] SqliteTriggers =
        ["AuditEntries_OnlyAppend", "AuditEntries_NoUpdate", "AuditEntries_NoDelete", "AuditChain_OnlyForward", "AuditChain_NoDelete"];

    private readonly StoreHost _host;

    private AuditStore(StoreHost host, FakeTimeProvider time, RecordedLog log) => (_host, Time, Log) = (host, time, log);

    public FakeTimeProvider Time { get; }

    public RecordedLog Log { get; }

    public IAuditTrail Trail => Service<IAuditTrail>();

    public AuditReader Reader => Service<AuditReader>();

    public AuditVerifier Verifier => Service<AuditVerifier>();

    public AuditRetention Retention => Service<AuditRetention>();

    /// <summary>Another writer of the same store, as that of another process would be.</summary>
    public AuditAppender CreateAppender() => ActivatorUtilities.CreateInstance<AuditAppender>(_host.Services);

    public AuditDbContext CreateDbContext() => Service<IDbContextFactory<AuditDbContext>>().CreateDbContext();

    /// <param name="databases">Where its database is.</param>
    /// <param name="now">The time on its clock.</param>
    public static async Task<AuditStore> StartAsync(TestDatabases databases, DateTimeOffset now)
    {
        var time = new FakeTimeProvider(now);
        var log = new RecordedLog();
        var connectionString = await databases.CreateAsync("audit", PrepareAsync);
        return new AuditStore(await StoreHost.StartAsync(services => Add(services, time, log), (Key, connectionString)), time, log);
    }

    /// <summary>Adds sign-ins, one for each name.</summary>
    public Task AddAsync(params IEnumerable<string> names) => CreateAppender().AppendAsync(
        [.. names.Select(name => Recorded(new AuditEvent(AuditActions.SignIn, name, AuditOutcome.Done) { Address = "::1" }))], mayBeStored: false, CancellationToken.None);

    /// <summary>Something that happens now.</summary>
    public RecordedEvent Recorded(AuditEvent happened) => RecordedEvent.Of(happened, Time);

    /// <summary>Runs statements, as somebody with the password of the database might.</summary>
    public async Task ExecuteAsync(params IEnumerable<string> statements)
    {
        await using var context = CreateDbContext();
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(statement);
        }
    }

    /// <summary>Takes the triggers away.</summary>
    public async Task RemoveTriggersAsync()
    {
        await using var context = CreateDbContext();
        string[] statements = context.Database.IsSqlite()
            ? [.. SqliteTriggers.Select(trigger => $"DROP TRIGGER \"{trigger}\"")]
            : ["ALTER TABLE \"AuditEntries\" DISABLE TRIGGER USER", "ALTER TABLE \"AuditChain\" DISABLE TRIGGER USER"];
        await ExecuteAsync(statements);
    }

    public async Task<HealthReportEntry> HealthAsync() => (await _host.HealthAsync()).Entries["audit"];

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Add(IServiceCollection services, TimeProvider time, RecordedLog log) =>
        services.AddSingleton(time).AddLogging(logging => logging.AddProvider(log.CreateProvider())).AddAudit();

    private static async Task PrepareAsync(string connectionString)
    {
        await using var host = await StoreHost.StartAsync(services => services.AddAudit(), (Key, connectionString));
    }

    private T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();
}
