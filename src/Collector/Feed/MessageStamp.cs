using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>Orders a publisher's messages in one of its terms by the term's epoch and an increasing sequence. Safe for use by several threads.</summary>
/// <param name="epoch">The term's epoch, from <see cref="IEpochIssuer"/> or a lease.</param>
/// <param name="sequence">The sequence after which it goes on, 0 or more.</param>
public sealed class MessageStamp(long epoch, long sequence = 0)
{
    private long _sequence = sequence;

    /// <summary>The term's epoch, 1 to 2^53−1.</summary>
    public long Epoch => epoch;

    /// <summary>Reserves a place in the order for a later message. Messages that are stamped in the meantime count as newer.</summary>
    public ReservedPlace Reserve() => new(epoch, Interlocked.Increment(ref _sequence));

    /// <summary>The message with the next place in the order.</summary>
    public TMessage Stamp<TMessage>(TMessage message)
        where TMessage : SourceMessage => Reserve().Stamp(message);
}
