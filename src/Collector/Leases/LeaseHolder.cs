using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Collector.Leases;

/// <summary>
/// Stands for a lease, and works for as long as this process holds it. While another holds it, it waits until that one's time is over or its release is told.
/// </summary>
/// <param name="name">The lease.</param>
/// <param name="leases">Its store.</param>
/// <param name="time">The monotonic clock of the holder, and that of the waits.</param>
/// <param name="logger">Told of each term that begins and ends.</param>
public sealed partial class LeaseHolder(string name, ILeases leases, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(1);

    private volatile string _holder = "";
    private bool _isAway;

    /// <summary>Who was last seen to hold it; empty if that is not known.</summary>
    public string Holder => _holder;

    /// <summary>The epoch of the term that this process holds; 0 if it holds none.</summary>
    public long Epoch { get; private set; }

    /// <summary>Runs until cancelled.</summary>
    /// <param name="above">Epochs of new terms are greater than what this returns.</param>
    /// <param name="work">The work of one term, given its epoch. It must end when its token is cancelled.</param>
    /// <param name="cancellationToken">Ends the term, releases the lease and returns.</param>
    public async Task RunAsync(Func<long> above, Func<long, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(above);
        ArgumentNullException.ThrowIfNull(work);
        while (true)
        {
            var (epoch, sent) = await TakeAsync(above, cancellationToken).ConfigureAwait(false);
            await HoldAsync(epoch, sent, work, cancellationToken).ConfigureAwait(false);

            // Work that ends by itself at once must not take the lease again and again.
            await Task.Delay(LeaseTimes.RetryAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(long Epoch, long Sent)> TakeAsync(Func<long> above, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(LeaseTimes.RetryAfter, LongestBackOff);
        while (true)
        {
            var sent = time.GetTimestamp();
            try
            {
                var answer = await leases.TakeAsync(name, above(), cancellationToken).ConfigureAwait(false);
                NoteAnswer();
                _holder = answer.Holder;
                if (answer.Epoch > 0)
                {
                    return (answer.Epoch, sent);
                }

                await leases.WaitAsync(name, answer.Left, cancellationToken).ConfigureAwait(false);
            }
            catch (LeaseStoreException exception)
            {
                NoteAway(exception);
                await Task.Delay(backOff.Next(), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task HoldAsync(long epoch, long sent, Func<long, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Left(sent), time);
        using var term = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        Epoch = epoch;
        Log.Began(logger, name, epoch);
        var keeping = KeepAsync(epoch, over, term.Token);
        try
        {
            await work(epoch, term.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            // The term is over.
        }
        finally
        {
            var isOurs = !over.IsCancellationRequested;
            await over.CancelAsync().ConfigureAwait(false);
            var isLost = await keeping.ConfigureAwait(false);
            Epoch = 0;
            _holder = "";
            Log.Ended(logger, name, epoch, isLost ? "another process holds it" : isOurs ? "it is released" : "it could not be renewed");
            if (isOurs && !isLost)
            {
                await ReleaseAsync(epoch).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether another process holds the lease.</returns>
    private async Task<bool> KeepAsync(long epoch, CancellationTokenSource over, CancellationToken cancellationToken)
    {
        var wait = LeaseTimes.RenewEvery;
        try
        {
            while (true)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                var sent = time.GetTimestamp();
                try
                {
                    if (!await leases.RenewAsync(name, epoch, cancellationToken).ConfigureAwait(false))
                    {
                        await over.CancelAsync().ConfigureAwait(false);
                        return true;
                    }

                    NoteAnswer();
                    over.CancelAfter(Left(sent));
                    wait = LeaseTimes.RenewEvery;
                }
                catch (LeaseStoreException exception)
                {
                    NoteAway(exception);
                    wait = LeaseTimes.RetryAfter;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task ReleaseAsync(long epoch)
    {
        using var limit = new CancellationTokenSource(LeaseTimes.RenewEvery, time);
        try
        {
            await leases.ReleaseAsync(name, epoch, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LeaseStoreException or OperationCanceledException)
        {
            // It runs out by itself.
            Log.NotReleased(logger, name, exception.Message);
        }
    }

    private TimeSpan Left(long sent)
    {
        var left = LeaseTimes.GiveUpAfter - time.GetElapsedTime(sent);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void NoteAnswer()
    {
        if (_isAway)
        {
            _isAway = false;
            Log.Back(logger, name);
        }
    }

    // Logs each change, not each attempt.
    private void NoteAway(LeaseStoreException exception)
    {
        if (!_isAway)
        {
            _isAway = true;
            Log.Away(logger, name, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2710, LogLevel.Information, "This process holds the lease of {Lease}, epoch {Epoch}")]
        public static partial void Began(ILogger logger, string lease, long epoch);

        [LoggerMessage(2711, LogLevel.Information, "The lease of {Lease} with epoch {Epoch} has ended: {Reason}")]
        public static partial void Ended(ILogger logger, string lease, long epoch, string reason);

        [LoggerMessage(2712, LogLevel.Warning, "The lease of {Lease} can be neither taken nor renewed: {Reason}")]
        public static partial void Away(ILogger logger, string lease, string reason);

        [LoggerMessage(2713, LogLevel.Information, "The store of the lease of {Lease} answers again")]
        public static partial void Back(ILogger logger, string lease);

        [LoggerMessage(2714, LogLevel.Warning, "The lease of {Lease} could not be released, so that another process takes over when it runs out: {Reason}")]
        public static partial void NotReleased(ILogger logger, string lease, string reason);
    }
}
