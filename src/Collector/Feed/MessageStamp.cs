using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Publishing;

/// <summary>Numbers what this collector publishes: its epoch, and one sequence for all sources.</summary>
internal sealed class MessageStamp(long epoch)
{
    private long _sequence;

    /// <summary>A place in the order for a message that is still to come. Whatever is published in the meantime is newer than it.</summary>
    public long Reserve() => Interlocked.Increment(ref _sequence);

    /// <summary>The message with the next place in the order.</summary>
    public TMessage On<TMessage>(TMessage message)
        where TMessage : SourceMessage => At(Reserve(), message);

    /// <summary>The message with the place that was kept for it.</summary>
    public TMessage At<TMessage>(long place, TMessage message)
        where TMessage : SourceMessage => message with { Epoch = epoch, Sequence = place };
}
