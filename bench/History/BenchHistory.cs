using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Bench.History;

/// <summary>The parts of history on one database, without its background work.</summary>
internal sealed class BenchHistory : IAsyncDisposable
{
    /// <summary>The moment at which all that was made ends.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private BenchHistory(ServiceProvider services, BenchClock clock)
    {
        _services = services;
        Clock = clock;
    }

    public BenchClock Clock { get; }

    /// <summary>The daemons' names.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Enumerable.Range(1, 20).Select(number => $"daemon-{number}")];

    /// <summary>Opens the database, and makes what is in it if it is new.</summary>
    public static async Task<BenchHistory> OpenAsync(string file, Effort effort, CancellationToken cancellationToken)
    {
        var isNew = !File.Exists(file);
        var history = Create(file);
        await history.Get<HistoryWriter>().WriteAsync(cancellationToken);
        if (isNew)
        {
            await new BenchData(history, effort).MakeAsync(cancellationToken);
        }

        return history;
    }

    /// <summary>The parts, before the database is opened.</summary>
    public static BenchHistory Create(string file)
    {
        var clock = new BenchClock(Now);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:History", $"Data Source={file}")]).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(clock).AddMemoryFeed().AddHistory();
        return new BenchHistory(services.BuildServiceProvider(), clock);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<HistoryDbContext> ContextAsync(CancellationToken cancellationToken) => Get<IDbContextFactory<HistoryDbContext>>().CreateDbContextAsync(cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
