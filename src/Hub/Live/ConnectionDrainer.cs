using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>When the host begins to stop, tells every subscriber when to come back, spread over some seconds, and lets them go before their connections are cut.</summary>
internal sealed partial class ConnectionDrainer(FanOut fanOut, SubscriberCloser closer, IHostApplicationLifetime lifetime, ILogger<ConnectionDrainer> logger) : IHostedService
{
    /// <summary>How many come back each second after a restart, so that a storm of them is spread.</summary>
    private const double ReturnsPerSecond = 1000;

    /// <summary>Longer than <see cref="SubscriberCloser.Patience"/>: thousands take their farewell at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private CancellationTokenRegistration _registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = lifetime.ApplicationStopping.Register(LetGo);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _registration.Dispose();
        return Task.CompletedTask;
    }

    // The host's stop waits for this: next in turn, because registered before, is SignalR, which drops what is not sent yet.
    private void LetGo()
    {
        var spread = 1 + (fanOut.Count / ReturnsPerSecond);
        var told = fanOut.Restart(() => RetryAfter(spread));

        // One more than there are, so that it cannot reach zero before all are counted; never disposed, as a late one may still signal.
        var open = new CountdownEvent(told.Count + 1);
        foreach (var subscriber in told)
        {
            subscriber.Connection.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed.UnsafeRegister(static open => ((CountdownEvent)open!).Signal(), open);
        }

        open.Signal();
        if (open.Wait(Patience))
        {
            Log.LetGo(logger, told.Count);
        }
        else
        {
            Log.Cutting(logger, open.CurrentCount, told.Count);
            foreach (var subscriber in told)
            {
                closer.CutIfStuck(subscriber);
            }
        }
    }

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter needs no secret.")]
    private static TimeSpan RetryAfter(double spread) => TimeSpan.FromSeconds(Math.Round(1 + (Random.Shared.NextDouble() * spread), 1));

    private static partial class Log
    {
        [LoggerMessage(2042, LogLevel.Information, "Stopping: {All} connections were told when to come back, and have closed")]
        public static partial void LetGo(ILogger logger, int all);

        [LoggerMessage(2041, LogLevel.Information, "Stopping: {Open} of {All} connections did not close by themselves and are cut")]
        public static partial void Cutting(ILogger logger, int open, int all);
    }
}
