using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Audit;

/// <summary>
/// Stores what is in the queue, many entries in one transaction. If that fails, it keeps them and tries again, and the process is not ready meanwhile.
/// </summary>
internal sealed class AuditWriter(AuditQueue queue, AuditAppender appender, AuditState state, AuditLog log, TimeProvider time, ILogger<AuditWriter> logger) : SupervisedService
{
    /// <summary>The most entries of one transaction.</summary>
    public const int MostAtOnce = 256;

    /// <summary>How long it waits after a failure.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>The subject of the entry that tells how many did not fit: they were of any action.</summary>
    public const string AllActions = "*";

    private readonly List<QueuedEvent> _batch = new(MostAtOnce);

    /// <summary>Stores what is left once the host stops: whoever records has stopped before. What cannot be stored is logged.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);

        // The loop goes on if the store does not answer in time: then it still holds the batch.
        if (ExecuteTask is not { IsCompleted: false })
        {
            await StoreAllAsync().ConfigureAwait(false);
        }

        LogWaiting();
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() =>
        [new("The writing of the audit trail", WriteAsync, new(), time, logger)];

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_batch.Count == 0)
            {
                await queue.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            queue.MoveTo(_batch, MostAtOnce);
            if (!await TryStoreAsync().ConfigureAwait(false))
            {
                await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task StoreAllAsync()
    {
        do
        {
            queue.MoveTo(_batch, MostAtOnce);
        }
        while (_batch.Count > 0 && await TryStoreAsync().ConfigureAwait(false));
    }

    private async Task<bool> TryStoreAsync()
    {
        try
        {
            await StoreAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the store's provider throws: the entries stay here.
            state.Fail(exception);
            NoteFailure();
            return false;
        }

        _batch.ForEach(queued => queued.Complete());
        _batch.Clear();
        AddLost();
        state.Recover();
        return true;
    }

    // Not cancelled when the host stops: nobody would know whether the entries are stored.
    private async Task StoreAsync()
    {
        List<RecordedEvent> events = [.. _batch.Select(queued => queued.Recorded).OfType<RecordedEvent>()];
        if (events.Count > 0)
        {
            await appender.AppendAsync(events, mayBeStored: _batch.Exists(queued => queued.HasFailed), CancellationToken.None).ConfigureAwait(false);
        }
        else if (state.Failure is not null)
        {
            await appender.ProbeAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void NoteFailure()
    {
        foreach (var queued in _batch.Where(queued => queued is { Recorded: not null, HasFailed: false }))
        {
            log.NotStored(queued.Recorded!);
            queued.HasFailed = true;
        }
    }

    private void LogWaiting()
    {
        var waiting = new List<QueuedEvent>();
        queue.MoveTo(waiting, AuditQueue.Capacity);
        foreach (var recorded in waiting.Select(queued => queued.Recorded).OfType<RecordedEvent>())
        {
            log.NotStored(recorded);
        }
    }

    private void AddLost()
    {
        if (queue.TakeLost() is not (var lost and > 0))
        {
            return;
        }

        var summary = new AuditEvent(AuditActions.LeftOut, AuditEvent.Monitor, AuditOutcome.Failed) { Subject = AllActions }.Changed(null, new { Count = lost });
        if (!queue.TryAdd(new QueuedEvent(RecordedEvent.Of(summary, time))))
        {
            // Others have filled the queue again. The summary itself was counted there.
            queue.AddLost(lost - 1);
        }
    }
}
