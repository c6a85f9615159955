using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>When the host begins to stop, notifies every subscriber when to reconnect, spread over some seconds, and waits for the connections to close.</summary>
internal sealed partial class ConnectionDrainer(FanOut fanOut, SubscriberCloser closer, IHostApplicationLifetime lifetime, ILogger<ConnectionDrainer> logger) : IHostedService
{
    /// <summary>How many subscribers reconnect each second after a restart, so that they do not all come at once, and fewer than the host takes by default.</summary>
    private const double ReconnectsPerSecond = 400;

    /// <summary>Longer than <see cref="SubscriberCloser.CloseTimeout"/>, because thousands of connections close at once.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(3);

    private CancellationTokenRegistration _registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = lifetime.ApplicationStopping.Register(Drain);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _registration.Dispose();
        return Task.CompletedTask;
    }

    // The host waits for this handler. SignalR registered its own handler first, so it runs after this one and drops what is not sent yet.
    private void Drain()
    {
        var spread = 1 + (fanOut.Count / ReconnectsPerSecond);
        var notified = fanOut.Restart(() => RetryAfter(spread));

        // One more than there are connections, so that it cannot reach zero before all are counted. Not disposed, since a late connection may still signal.
        var open = new CountdownEvent(notified.Count + 1);
        foreach (var subscriber in notified)
        {
            subscriber.Connection.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed.UnsafeRegister(static open => ((CountdownEvent)open!).Signal(), open);
        }

        open.Signal();
        if (open.Wait(DrainTimeout))
        {
            Log.Drained(logger, notified.Count);
        }
        else
        {
            Log.Aborting(logger, open.CurrentCount, notified.Count);
            foreach (var subscriber in notified)
            {
                closer.AbortIfStuck(subscriber);
            }
        }
    }

    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Jitter needs no secret.")]
    private static TimeSpan RetryAfter(double spread) => TimeSpan.FromSeconds(Math.Round(1 + (Random.Shared.NextDouble() * spread), 1));

    private static partial class Log
    {
        [LoggerMessage(2042, LogLevel.Information, "Stopping: {All} connections were notified when to reconnect, and have closed")]
        public static partial void Drained(ILogger logger, int all);

        [LoggerMessage(2041, LogLevel.Information, "Stopping: {Open} of {All} connections did not close in time and are aborted")]
        public static partial void Aborting(ILogger logger, int open, int all);
    }
}
