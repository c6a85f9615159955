using System.Globalization;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Collector.Tests;

/// <summary>A whole collector on real time against real gRPC servers. It records what the feed publishes, in order.</summary>
internal sealed class CollectorHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _data;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<SourceMessage> _messages = [];
    private readonly Dictionary<MessageKey, SourceMessage> _latest = [];
    private readonly List<MessageKey> _outOfView = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private CollectorHost(IHost host, string data)
    {
        _host = host;
        _data = data;
    }

    public IDaemonCalls Calls => _host.Services.GetRequiredService<IDaemonCalls>();

    public ISourceCatalog Sources => _host.Services.GetRequiredService<ISourceCatalog>();

    public RecordedLog Log { get; private init; } = null!;

    /// <summary>Everything published so far, in order.</summary>
    public IReadOnlyList<SourceMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>The keys that left the view without a removal, in order.</summary>
    public IReadOnlyList<MessageKey> OutOfView
    {
        get
        {
            lock (_gate)
            {
                return [.. _outOfView];
            }
        }
    }

    /// <summary>Watches one daemon, with an interval of 200 ms by default.</summary>
    public static Task<CollectorHost> WatchAsync(string address, params (string Key, string Value)[] settings) =>
        StartAsync([
            ("Daemons:0:Address", address),
            ("Daemons:0:Interval", "00:00:00.2"),
            .. settings.Select(setting => ($"Daemons:0:{setting.Key}", setting.Value)),
        ]);

    public static Task<CollectorHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    /// <summary>Starts a collector with services that the test replaces, such as the clock.</summary>
    public static async Task<CollectorHost> StartAsync(Action<IServiceCollection> replace, params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("collector-test-").FullName;
        var log = new RecordedLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings
            .GroupBy(setting => setting.Key)
            .ToDictionary(setting => setting.Key, setting => (string?)setting.Last().Value));
        builder.Configuration.AddInMemoryCollection([new("DataDirectory", data)]);
        builder.Logging.AddProvider(log.CreateProvider());
        builder.Services.AddCollector();
        replace(builder.Services);
        var host = new CollectorHost(builder.Build(), data) { Log = log };
        host._reading = host.ReadAsync();
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Waits until the latest value of a kind is as expected.</summary>
    public Task<TMessage> UntilAsync<TMessage>(Predicate<TMessage> expected, string source = "default")
        where TMessage : SourceMessage =>
        WhenAsync(() => _latest.Values.OfType<TMessage>().FirstOrDefault(message => message.Source == source && expected(message)));

    /// <summary>Waits until the source is in a state.</summary>
    public Task<SourceStatus> UntilAsync(SourceState state, string source = "default") =>
        UntilAsync<SourceStatus>(status => status.State == state, source);

    /// <summary>Waits until a message is as expected, among those published so far or later.</summary>
    public Task<TMessage> EverAsync<TMessage>(Predicate<TMessage> expected)
        where TMessage : SourceMessage => WhenAsync(() => _messages.OfType<TMessage>().FirstOrDefault(message => expected(message)));

    /// <summary>Waits until a condition holds. It is checked after each publication.</summary>
    public Task UntilAsync(Func<bool> expected) => WhenAsync(() => expected() ? this : null);

    /// <summary>Whether a key has a value that is neither removed nor out of view.</summary>
    public bool Has(MessageKey key)
    {
        lock (_gate)
        {
            return _latest.TryGetValue(key, out var latest) && !latest.IsRemoval;
        }
    }

    /// <summary>Forgets what was published so far.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _messages.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().DefaultTimeout();
        await _stop.CancelAsync();
        await _reading.DefaultTimeout();
        _host.Dispose();
        _stop.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<T> WhenAsync<T>(Func<T?> found)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (found() is { } value)
                {
                    return value;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not seen in half a minute. Seen:\n{string.Join('\n', Messages.TakeLast(12).Select(message => string.Create(CultureInfo.InvariantCulture, $"{message}")))}");
            }
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var batch in _host.Services.GetRequiredService<IFeedReader>().ReadAsync(_stop.Token))
            {
                lock (_gate)
                {
                    foreach (var message in batch.Changes)
                    {
                        _messages.Add(message);
                        _latest[message.Key] = message;
                    }

                    foreach (var key in batch.OutOfView)
                    {
                        _latest.Remove(key);
                        _outOfView.Add(key);
                    }

                    _changed.SetResult();
                    _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
