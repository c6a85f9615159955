using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Hub.Access;

/// <summary>Hears from the start what the other processes tell of rights, sessions and failed sign-ins.</summary>
internal sealed class AccessSignals(SessionEnds ends, RightsChanges changes, SignInThrottle throttle) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ends.Listen();
        changes.Listen();
        throttle.Listen();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
