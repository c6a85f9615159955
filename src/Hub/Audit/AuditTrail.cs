namespace FlextMonitor.Hub.Audit;

/// <summary>Hands over to <see cref="AuditWriter"/>, which stores what happened.</summary>
internal sealed class AuditTrail(AuditQueue queue, AuditAppender appender, AuditState state, RefusalLimit limit, AuditLog log, TimeProvider time) : IAuditTrail
{
    /// <summary>How long a caller waits for the store.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task RecordAsync(AuditEvent happened)
    {
        if (!limit.Allows(happened))
        {
            return;
        }

        var recorded = RecordedEvent.Of(happened, time);
        var queued = new QueuedEvent(recorded);
        if (!queue.TryAdd(queued))
        {
            log.Lost(recorded);
        }
        else if (happened.Outcome != AuditOutcome.Refused)
        {
            await WaitAsync(queued, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StoreAsync(AuditEvent happened, CancellationToken cancellationToken) => appender.AppendAsync([RecordedEvent.Of(happened, time)], mayBeStored: false, cancellationToken);

    /// <inheritdoc/>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        if (state.Failure is { } failure)
        {
            throw new AuditUnavailableException(failure);
        }

        try
        {
            await appender.ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever the store's provider throws.
            if (state.Fail(exception))
            {
                // Lets the writer try until it succeeds, although there may be nothing to store.
                queue.TryAdd(new QueuedEvent(recorded: null));
            }

            throw new AuditUnavailableException(exception);
        }
    }

    /// <summary>Waits until everything is stored that was recorded before, for as long as a caller waits; not at all while nothing can be stored.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var mark = new QueuedEvent(recorded: null);
        if (state.Failure is null && queue.TryAdd(mark))
        {
            await WaitAsync(mark, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(QueuedEvent queued, CancellationToken cancellationToken)
    {
        if (state.Failure is null)
        {
            await queued.Stored.WaitAsync(LongestWait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
