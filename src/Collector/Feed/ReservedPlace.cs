using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>A place in the order of a publisher's messages. It belongs to the term that reserved it, even if another term has begun since.</summary>
/// <param name="Epoch">The term's epoch, 1 to 2^53−1.</param>
/// <param name="Sequence">The sequence within the term, 1 to 2^53−1.</param>
public readonly record struct ReservedPlace(long Epoch, long Sequence)
{
    /// <summary>The message at this place.</summary>
    public TMessage Stamp<TMessage>(TMessage message)
        where TMessage : SourceMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        return message with { Epoch = Epoch, Sequence = Sequence };
    }
}
