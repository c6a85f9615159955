using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hosting.Background;

/// <summary>A hosted service that is made of supervised loops. They run beside each other for as long as the host runs.</summary>
public abstract class SupervisedService : BackgroundService
{
    /// <summary>The loops to run; called once, when the host starts.</summary>
    protected abstract IReadOnlyCollection<SupervisedLoop> CreateLoops();

    /// <inheritdoc/>
    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(CreateLoops().Select(loop => loop.RunAsync(stoppingToken)));
}
