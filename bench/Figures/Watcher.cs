using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures;

/// <summary>One subscriber that counts how often the daemon, which answers all the time, is called down.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly HubSubscriber _subscriber;
    private readonly Task _reading;
    private int _downs;

    private Watcher(HubSubscriber subscriber)
    {
        _subscriber = subscriber;
        _reading = ReadAsync();
    }

    /// <summary>How often so far.</summary>
    public int Downs => Volatile.Read(ref _downs);

    public static async Task<Watcher> StartAsync(MonitorServer host, CancellationToken cancellationToken)
    {
        var token = await host.SignInAsync(cancellationToken);
        return new Watcher(await HubSubscriber.ConnectAsync(
            host.Address.ToString(), HubProtocolKind.Json, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token), reconnect: true));
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            await _subscriber.NextAsync<SourceStatus>(status => status.State == SourceState.Down);
            Interlocked.Increment(ref _downs);
        }
    }
}
