using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Exports;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Bench.History;

/// <summary>The parts of history on one database, without its background work.</summary>
internal sealed class BenchHistory : IAsyncDisposable
{
    /// <summary>The moment at which all that was made ends.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    private BenchHistory(IHost host, BenchClock clock)
    {
        _host = host;
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
            await new BenchData(history, Sources, effort.IsTrial ? TimeSpan.FromHours(6) : TimeSpan.FromDays(400), effort.Times(1_000_000)).MakeAsync(cancellationToken);
        }

        return history;
    }

    /// <summary>The parts, before the database is opened.</summary>
    /// <param name="file">The database.</param>
    /// <param name="now">What its clock shows at first; <see cref="Now"/> by default.</param>
    public static BenchHistory Create(string file, DateTimeOffset? now = null)
    {
        var clock = new BenchClock(now ?? Now);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Path.GetDirectoryName(file) });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:History", $"Data Source={file}"), new("ConnectionStrings:Monitor", $"Data Source={file}.monitor")]);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<ISourceCatalog, BenchSources>().AddMemoryFeed().AddHistory().AddProblems().AddAudit().AddAlerts().AddExports();
        return new BenchHistory(builder.Build(), clock);
    }

    /// <summary>Makes a database of one daemon's last days for a host that begins on it.</summary>
    /// <param name="file">The database.</param>
    /// <param name="source">The daemon's name.</param>
    /// <param name="span">How far back it reaches from the present time.</param>
    /// <param name="runs">How many runs there were.</param>
    /// <param name="cancellationToken">Cancels the making.</param>
    public static async Task MakeAsync(string file, string source, TimeSpan span, int runs, CancellationToken cancellationToken)
    {
        await using var history = Create(file, TimeProvider.System.GetUtcNow());
        await history.Get<HistoryWriter>().WriteAsync(cancellationToken);
        await new BenchData(history, [source], span, runs).MakeAsync(cancellationToken);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<HistoryDbContext> ContextAsync(CancellationToken cancellationToken) => Get<IDbContextFactory<HistoryDbContext>>().CreateDbContextAsync(cancellationToken);

    public ValueTask DisposeAsync() => ((IAsyncDisposable)_host).DisposeAsync();

    private sealed class BenchSources : ISourceCatalog
    {
        public IReadOnlyList<string> Names => Sources;
    }
}
