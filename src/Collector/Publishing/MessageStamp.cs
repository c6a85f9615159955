using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Publishing;

/// <summary>Numbers what this collector publishes: its epoch, and one sequence for all sources.</summary>
internal sealed class MessageStamp(long epoch)
{
    private long _sequence;

    /// <summary>The message with its place in the order.</summary>
    public TMessage On<TMessage>(TMessage message)
        where TMessage : SourceMessage =>
        message with { Epoch = epoch, Sequence = Interlocked.Increment(ref _sequence) };
}
