using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>Orders what a publisher says in one of its terms: the term's epoch, and a sequence that grows with every message. Safe for use by several threads.</summary>
/// <param name="epoch">The term's epoch, from <see cref="IEpochIssuer"/>.</param>
public sealed class MessageStamp(long epoch)
{
    private long _sequence;

    /// <summary>The term's epoch, 1 to 2^53−1.</summary>
    public long Epoch => epoch;

    /// <summary>Reserves a place in the order for a message that is still to come. Whatever is stamped in the meantime is newer than it.</summary>
    public long Reserve() => Interlocked.Increment(ref _sequence);

    /// <summary>The message with the next place in the order.</summary>
    public TMessage Stamp<TMessage>(TMessage message)
        where TMessage : SourceMessage => StampAt(Reserve(), message);

    /// <summary>The message with a place that was reserved.</summary>
    public TMessage StampAt<TMessage>(long sequence, TMessage message)
        where TMessage : SourceMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return message with { Epoch = epoch, Sequence = sequence };
    }
}
