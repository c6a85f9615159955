using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Api;
using FlextMonitor.Hub.History.Figures;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>History with a real store and a clock that the test sets. The test applies the batches and says when to write.</summary>
internal sealed class RecordedHistory : IAsyncDisposable
{
    private readonly StoreHost _host;
    private readonly HistoryRecorder _recorder;
    private readonly HistoryWriter _writer;
    private long _sequence;

    private RecordedHistory(StoreHost host, FakeTimeProvider clock)
    {
        _host = host;
        Clock = clock;
        _recorder = Get<HistoryRecorder>();
        _writer = Get<HistoryWriter>();
    }

    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public string? PausedBecause => Get<HistoryState>().PausedBecause;

    /// <summary>Begins to record, at noon.</summary>
    public static Task<RecordedHistory> StartAsync(string connectionString) => StartAsync(connectionString, new FakeTimeProvider(Messages.Noon));

    public static Task<RecordedHistory> StartAsync(string connectionString, FakeTimeProvider clock, params (string Key, string Value)[] settings) =>
        StartAsync(connectionString, clock, _ => { }, settings);

    public static async Task<RecordedHistory> StartAsync(string connectionString, FakeTimeProvider clock, Action<IServiceCollection> add, params (string Key, string Value)[] settings) => new(
        await StoreHost.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddMemoryFeed().AddFakeDaemon().AddHistory();
                services.Remove(services.Single(service => service.ImplementationType == typeof(HistoryWorker)));
                add(services);
            },
            [("ConnectionStrings:History", connectionString), .. settings]),
        clock);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Time passes, and then these values are observed.</summary>
    public RecordedHistory After(double seconds, params SourceMessage[] messages)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        _recorder.Apply(FeedBatch.Of([.. messages.Select(Stamped)]));
        return this;
    }

    /// <summary>Each second these values are observed.</summary>
    public RecordedHistory EachSecond(int times, params SourceMessage[] messages)
    {
        for (var time = 0; time < times; time++)
        {
            After(1, messages);
        }

        return this;
    }

    public RecordedHistory Apply(FeedBatch batch)
    {
        _recorder.Apply(batch with { Changes = [.. batch.Changes.Select(Stamped)] });
        return this;
    }

    public async Task<bool> WriteAsync() => await _writer.WriteAsync(TestContext.Current.CancellationToken).DefaultTimeout();

    /// <summary>Purges; the pauses between transactions pass at once.</summary>
    public async Task PurgeAsync(long? epoch = null)
    {
        var purge = Get<Retention>().PurgeAsync(epoch, TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(20));
            return purge.IsCompleted;
        });
        await purge;
    }

    /// <summary>As a writer does that finds a store which cannot be written.</summary>
    public void FailToWrite() => _recorder.PutBack(_recorder.TakeUnstored());

    /// <summary>The figures of one source, answered as the API does.</summary>
    public async Task<HistoryResponse> ReadAsync(DateTimeOffset from, DateTimeOffset to, int points = 600, string source = "default")
    {
        var query = new HistoryQuery([source], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), points, FigureColumns.Names);
        return (await Get<HistoryReader>().ReadAsync(query, TestContext.Current.CancellationToken).DefaultTimeout()).Answers.Single();
    }

    /// <summary>The stored buckets of a tier, the oldest first.</summary>
    public async Task<List<Bucket>> StoredAsync(TimeSpan step)
    {
        await using var context = await ContextAsync();
        var rows = await context.Buckets.AsNoTracking().Where(row => row.StepSeconds == (int)step.TotalSeconds)
            .OrderBy(row => row.SourceId).ThenBy(row => row.StartSeconds).ToListAsync(TestContext.Current.CancellationToken).DefaultTimeout();
        return [.. rows.Select(row => row.ToBucket())];
    }

    public Task<HistoryDbContext> ContextAsync() => Get<IDbContextFactory<HistoryDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private SourceMessage Stamped(SourceMessage message) => message switch
    {
        { ObservedAt: null } => message with { Sequence = ++_sequence },
        SourceStatus { State: SourceState.Down } => message with { Sequence = ++_sequence },
        _ => message with { Sequence = ++_sequence, ObservedAt = Now },
    };
}
