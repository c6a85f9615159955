using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// Closes connections whose caller's rights have ended or changed. It reads the store every two seconds, so that it sees what other processes change, and
/// at once after a change by this process.
/// </summary>
internal sealed class RightsSweep(FanOut fanOut, ICallerRights rights, SubscriberCloser closer, RightsSweepSignal signal, TimeProvider time)
{
    /// <summary>The time from one sweep to the next.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Why a caller may not connect, or not stay connected; null if it may.</summary>
    public static ClosingReason? ReasonToRefuse(Standing standing) => standing.End switch
    {
        CredentialsEnd.SignedOut => ClosingReason.SignedOut,
        CredentialsEnd.Expired => ClosingReason.Expired,
        CredentialsEnd.Forbidden => ClosingReason.Forbidden,
        _ => standing.Rights.Include(Roles.Viewer) ? null : ClosingReason.Forbidden,
    };

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = time.CreateTimer(_ => signal.Set(), null, Period, Period);
        while (true)
        {
            await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            await SweepAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs one sweep.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        Subscriber[] subscribers = [.. fanOut.Subscribers];
        if (subscribers.Length == 0)
        {
            return;
        }

        var standings = await rights.FindAsync([.. subscribers.Select(subscriber => subscriber.Connection.User)], cancellationToken).ConfigureAwait(false);
        foreach (var (subscriber, standing) in subscribers.Zip(standings))
        {
            if (ReasonToClose(subscriber, standing) is { } reason)
            {
                closer.Close(subscriber, reason, TimeSpan.Zero);
            }
        }
    }

    // With other rights the page starts over with what it may see now.
    private static ClosingReason? ReasonToClose(Subscriber subscriber, Standing standing) =>
        ReasonToRefuse(standing) ?? (standing.Rights.Equals(subscriber.Rights) ? null : ClosingReason.Restarting);
}
