using FlextMonitor.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>A daemon with one event loop, which every call of its stats blocks for a second, as FLEXT's own daemon does to sample its CPU.</summary>
internal sealed class BlockingDaemon : IAsyncDisposable
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _loop = new(1);
    private readonly Lock _gate = new();
    private readonly List<long> _began = [];

    private BlockingDaemon(DaemonScript script)
    {
        var (stats, health, executions) = (script.GetSystemStats, script.HealthCheck, script.ListExecutions);
        script.GetSystemStats = context => OnLoopAsync(async () =>
        {
            lock (_gate)
            {
                _began.Add(TimeProvider.System.GetTimestamp());
            }

            await Task.Delay(Block, TimeProvider.System);
            return await stats(context);
        });
        script.HealthCheck = context => OnLoopAsync(() => health(context));
        script.ListExecutions = (request, context) => OnLoopAsync(() => executions(request, context));
    }

    public ScriptedDaemon Daemon { get; private set; } = null!;

    public static async Task<BlockingDaemon> StartAsync()
    {
        var script = new DaemonScript();
        return new BlockingDaemon(script) { Daemon = await ScriptedDaemon.StartAsync(script) };
    }

    /// <summary>Waits for as many turns between two calls of its stats, and tells which share of that time they blocked it.</summary>
    public async Task<double> MeasureAsync(int turns)
    {
        var before = Began().Count;
        await Eventually.IsAsync(() => Began().Count > before + turns);
        var began = Began()[^(turns + 1)..];
        return turns * Block / TimeProvider.System.GetElapsedTime(began[0], began[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        _loop.Dispose();
    }

    private List<long> Began()
    {
        lock (_gate)
        {
            return [.. _began];
        }
    }

    private async Task<T> OnLoopAsync<T>(Func<Task<T>> work)
    {
        await _loop.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _loop.Release();
        }
    }
}
