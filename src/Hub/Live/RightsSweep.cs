using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Live;

/// <summary>
/// Closes connections whose caller's rights have ended or changed. It reads the store every two seconds, so that it sees what other processes change, and
/// at once after a change by this process. While the store is away connections stay open, and the next sweep tries again.
/// </summary>
internal sealed partial class RightsSweep(FanOut fanOut, ICallerRights rights, SubscriberCloser closer, RightsSweepSignal signal, TimeProvider time, ILogger<RightsSweep> logger)
{
    /// <summary>The time from one sweep to the next.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>The least time from one sweep to the next, however many changes there are.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(100);

    /// <summary>How long one sweep may take. A server that does not answer must not keep the next sweep from seeing that it is back.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const long NotBegun = 0;

    private long _confirmedAt = NotBegun;
    private bool _isAway;

    /// <summary>How long ago all rights were last looked up, or since when they are to be; zero before that, while nobody can be connected yet.</summary>
    public TimeSpan SinceConfirmed => Interlocked.Read(ref _confirmedAt) is var at && at == NotBegun ? TimeSpan.Zero : time.GetElapsedTime(at);

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
        // Not at each restart of the loop: what it has missed counts.
        Interlocked.CompareExchange(ref _confirmedAt, time.GetTimestamp(), NotBegun);
        using var timer = time.CreateTimer(_ => signal.Set(), null, Period, Period);
        long? sweptAt = null;
        while (true)
        {
            await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (sweptAt is { } at && LeastPause - time.GetElapsedTime(at) is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }

            sweptAt = time.GetTimestamp();
            await TrySweepAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await SweepAsync(either.Token).ConfigureAwait(false);
            Interlocked.Exchange(ref _confirmedAt, time.GetTimestamp());
            if (_isAway)
            {
                _isAway = false;
                Log.Back(logger);
            }
        }
        catch (Exception exception) when (exception is RightsUnavailableException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (!_isAway)
            {
                _isAway = true;
                Log.Away(logger, exception);
            }
        }
    }

    // With other rights the page starts over with what it may see now.
    private static ClosingReason? ReasonToClose(Subscriber subscriber, Standing standing) =>
        ReasonToRefuse(standing) ?? (standing.Rights.Equals(subscriber.Rights) ? null : ClosingReason.Restarting);

    private static partial class Log
    {
        [LoggerMessage(2014, LogLevel.Error, "The rights of open connections cannot be looked up. They stay open until they can be")]
        public static partial void Away(ILogger logger, Exception exception);

        [LoggerMessage(2015, LogLevel.Information, "The rights of open connections are looked up again")]
        public static partial void Back(ILogger logger);
    }
}
