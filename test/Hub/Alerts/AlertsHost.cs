using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts;

/// <summary>A process with the evaluator and the memory of problems. What its feed holds is gone with it; its database stays.</summary>
internal sealed class AlertsHost : IAsyncDisposable
{
    private const string Key = "ConnectionStrings:Monitor";

    private readonly StoreHost _host;
    private SourceStatus? _status;

    private AlertsHost(StoreHost host, string database, FakeTimeProvider time, RecordedLog log) => (_host, Database, Time, Log) = (host, database, time, log);

    public string Database { get; }

    public FakeTimeProvider Time { get; }

    public RecordedLog Log { get; }

    public InterruptedJournal Journal => Service<InterruptedJournal>();

    public ProblemCommands Commands => Service<ProblemCommands>();

    /// <summary>Starts a process on a new database.</summary>
    public static async Task<AlertsHost> StartAsync(TestDatabases databases, Action<IServiceCollection>? add = null) =>
        await StartAsync(await databases.CreateAsync("alerts", PrepareAsync), new FakeTimeProvider(Given.Now), add);

    /// <summary>Ends this process and starts another one on its database.</summary>
    public async Task<AlertsHost> RestartAsync(Action<IServiceCollection>? add = null)
    {
        await DisposeAsync();
        return await StartAsync(Database, Time, add);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public AlertsDbContext CreateDbContext() => Service<IDbContextFactory<AlertsDbContext>>().CreateDbContext();

    /// <summary>Publishes as the collector does.</summary>
    public void Publish(params SourceMessage[] messages)
    {
        _status = messages.OfType<SourceStatus>().LastOrDefault() ?? _status;
        Service<FeedOutlet>().Publish(FeedBatch.Of(messages));
    }

    /// <summary>Advances the clock by a step that is no absence. A source that was heard is heard again, however long the evaluator takes.</summary>
    public void Advance()
    {
        Time.Advance(TimeSpan.FromMilliseconds(200));
        if (_status is not null)
        {
            Publish(_status with { Sequence = _status.Sequence + 1, ObservedAt = Time.GetUtcNow() });
        }
    }

    /// <summary>What the feed holds of a source, once it is as expected. Meanwhile the clock advances, if wanted.</summary>
    public Task<IReadOnlyList<SourceMessage>> LatestAsync(Predicate<IReadOnlyList<SourceMessage>> expected, bool advance = false, string source = Given.Source) => Eventually.GetAsync(
        async () =>
        {
            if (advance)
            {
                Advance();
            }

            return await Service<IFeedReader>().GetLatestAsync(source, TestContext.Current.CancellationToken);
        },
        expected);

    /// <summary>The only open problem, once it is as expected.</summary>
    public async Task<Problem> ProblemAsync(Predicate<Problem> expected, bool advance = false) =>
        (await LatestAsync(messages => messages.OfType<Problem>().ToList() is [var problem] && expected(problem), advance)).OfType<Problem>().Single();

    /// <summary>Completes when nothing is open.</summary>
    public Task NoProblemAsync() => LatestAsync(messages => messages.OfType<SourceEvaluated>().Any() && !messages.OfType<Problem>().Any());

    /// <summary>The stored steps of all problems, in order.</summary>
    public async Task<IReadOnlyList<ProblemChangeRow>> StepsAsync()
    {
        await using var context = CreateDbContext();
        return await context.Changes.AsNoTracking().OrderBy(row => row.Number).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The names of those steps.</summary>
    public async Task<IEnumerable<string>> StepNamesAsync() => (await StepsAsync()).Select(row => row.What);

    public async Task ExecuteAsync(string statement)
    {
        await using var context = CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
    }

    public async Task<HealthReportEntry> HealthAsync(string check = "evaluator") => (await _host.HealthAsync()).Entries[check];

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static async Task<AlertsHost> StartAsync(string database, FakeTimeProvider time, Action<IServiceCollection>? add)
    {
        var log = new RecordedLog();
        var host = await StoreHost.StartAsync(services => Add(services, time, log, add), (Key, database));
        return new AlertsHost(host, database, time, log);
    }

    private static void Add(IServiceCollection services, TimeProvider time, RecordedLog log, Action<IServiceCollection>? add)
    {
        services.AddSingleton(time).AddLogging(logging => logging.AddProvider(log.CreateProvider()));
        services.AddSingleton<IEpochIssuer, CountingEpochs>().AddSingleton<ISourceCatalog>(new Catalog([Given.Source]));
        services.AddMemoryFeed().AddAlerts().AddProblems();
        services.AddSingleton<ProblemJournal>().AddSingleton<InterruptedJournal>();
        services.Replace(ServiceDescriptor.Singleton<IProblemJournal>(provider => provider.GetRequiredService<InterruptedJournal>()));
        add?.Invoke(services);
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await using var host = await StoreHost.StartAsync(services => services.AddAlerts(), (Key, connectionString));
    }

    /// <summary>Takes the evaluator out of a process.</summary>
    public static void WithoutEvaluator(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(EvaluatorWorker)));

    /// <summary>Has the settings name other daemons.</summary>
    public static Action<IServiceCollection> Watching(params string[] sources) => services => services.Replace(ServiceDescriptor.Singleton<ISourceCatalog>(new Catalog(sources)));

    private sealed record Catalog(IReadOnlyList<string> Names) : ISourceCatalog;
}
