using System.Threading.Channels;

namespace FlextMonitor.Hub.Audit;

/// <summary>What happened and is yet to be stored, the oldest first. What does not fit is counted, and the count is recorded once entries can be stored again.</summary>
internal sealed class AuditQueue
{
    /// <summary>The most that waits. It fills only while nothing can be stored.</summary>
    public const int Capacity = 1000;

    private readonly Channel<QueuedEvent> _waiting = Channel.CreateBounded<QueuedEvent>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });
    private long _lost;

    /// <summary>Adds something.</summary>
    /// <returns>Whether it fitted.</returns>
    public bool TryAdd(QueuedEvent queued)
    {
        if (_waiting.Writer.TryWrite(queued))
        {
            return true;
        }

        if (queued.Recorded is not null)
        {
            AddLost(1);
        }

        return false;
    }

    /// <summary>Completes when there is something to store.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Moves what waits to a list, until that holds as many as it may.</summary>
    public void MoveTo(List<QueuedEvent> batch, int most)
    {
        while (batch.Count < most && _waiting.Reader.TryRead(out var next))
        {
            batch.Add(next);
        }
    }

    /// <summary>How many did not fit since the last call.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    /// <summary>Counts what did not fit.</summary>
    public void AddLost(long count) => Interlocked.Add(ref _lost, count);
}
