using FlextMonitor.Contracts;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Live;

/// <summary>Once a second, closes subscribers that are slow, have paused too long, or whose credentials have expired, and aborts those that do not close.</summary>
internal sealed class SubscriberSweep(FanOut fanOut, LiveState state, SubscriberCloser closer, TimeProvider time, IOptions<LiveOptions> options)
{
    /// <summary>How long removals are remembered for a paused subscriber, in addition to the time that its last write may take.</summary>
    public static readonly TimeSpan RemovalMemory = TimeSpan.FromMinutes(10);

    /// <summary>The time from one sweep to the next.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            Sweep();
        }
    }

    /// <summary>Runs one sweep.</summary>
    public void Sweep()
    {
        var slowAfter = options.Value.SlowAfter;
        var now = time.GetUtcNow();
        foreach (var subscriber in fanOut.Subscribers)
        {
            if (subscriber.Snapshot().ClosingSince is not null)
            {
                closer.AbortIfStuck(subscriber);
            }
            else if (ReasonToClose(subscriber, slowAfter, now) is { } reason)
            {
                closer.Close(subscriber, reason, TimeSpan.Zero);
            }
        }

        fanOut.ForgetClosedSessions();

        // Longer than any open subscriber can be behind: the longest pause, one late sweep and the longest write.
        state.ForgetPast(now - RemovalMemory - WriteLimit.Longest(slowAfter) - (2 * Period));
    }

    private ClosingReason? ReasonToClose(Subscriber subscriber, TimeSpan slowAfter, DateTimeOffset now)
    {
        var snapshot = subscriber.Snapshot();
        if (snapshot.WritingSince is { } writingSince
            && time.GetElapsedTime(writingSince) >= WriteLimit.For(snapshot.WritingBytes, slowAfter, snapshot.BehindAnswers(time)))
        {
            return ClosingReason.Slow;
        }

        if (snapshot.PausedSince is { } pausedSince && time.GetElapsedTime(pausedSince) >= RemovalMemory)
        {
            return ClosingReason.Restarting;
        }

        return subscriber.ExpiresAt <= now ? ClosingReason.Expired : null;
    }
}
