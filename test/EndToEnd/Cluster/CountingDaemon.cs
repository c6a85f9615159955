using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Cluster;

/// <summary>A daemon each of whose answers is new, so that fresh values can be told from old ones. The test may make it unwell.</summary>
internal sealed class CountingDaemon : IAsyncDisposable
{
    private readonly DaemonScript _script = new();
    private ScriptedDaemon _daemon = null!;
    private volatile bool _isUnwell;
    private int _told;

    /// <summary>What else it answers.</summary>
    public DaemonScript Script => _script;

    /// <summary>Where it listens.</summary>
    public string Address => _daemon.Address;

    /// <summary>The last figure that it told.</summary>
    public int Told => Volatile.Read(ref _told);

    /// <summary>Whether one of its components is unhealthy.</summary>
    public bool IsUnwell
    {
        get => _isUnwell;
        set => _isUnwell = value;
    }

    /// <summary>Starts it.</summary>
    public static async Task<CountingDaemon> StartAsync()
    {
        var daemon = new CountingDaemon();
        daemon._script.GetSystemStats = _ => Task.FromResult(new SystemStats { TotalExecutions = Interlocked.Increment(ref daemon._told), CpuUsage = 10, MemoryUsage = 40 });
        daemon._script.HealthCheck = _ => Task.FromResult(new Proto.HealthStatus
        {
            Healthy = !daemon._isUnwell,
            Components = { ["db"] = new Proto.ComponentHealth { Name = "db", Healthy = !daemon._isUnwell } },
        });
        daemon._daemon = await ScriptedDaemon.StartAsync(daemon._script);
        return daemon;
    }

    /// <summary>Completes with figures that it told after this was called.</summary>
    public Task<DashboardStats> NewerAsync(HubSubscriber subscriber, string source = "default")
    {
        var last = Told;
        return subscriber.NextAsync<DashboardStats>(stats => stats.Source == source && stats.TotalExecutions > last);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _daemon.DisposeAsync();
}
