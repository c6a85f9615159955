using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FlextMonitor.Client.Watching;

/// <summary>
/// One reader of events. Events have no newest value that could stand for others, so the queue is bounded: the oldest are dropped, and the reader is told how many.
/// </summary>
internal sealed class EventReader
{
    /// <summary>The most events that wait for a reader.</summary>
    public const int Capacity = 1000;

    private readonly Channel<MonitorEvent> _events;
    private long _dropped;

    public EventReader(Action onDropped) => _events = Channel.CreateBounded<MonitorEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ =>
        {
            Interlocked.Increment(ref _dropped);
            onDropped();
        });

    public void Add(MonitorEvent happened) => _events.Writer.TryWrite(happened);

    public void End(Exception? reason) => _events.Writer.TryComplete(reason);

    public async IAsyncEnumerable<MonitorEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                yield return new MonitorEvent.Missed(dropped);
            }

            yield return happened;
        }
    }
}
