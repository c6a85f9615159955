using System.Threading.Channels;

namespace FlextMonitor.Client.Watching;

/// <summary>One reader of events. Events have no newest value that could stand for others, so the queue is bounded and the oldest are dropped and counted.</summary>
internal sealed class EventReader
{
    /// <summary>The most events that wait for a reader.</summary>
    public const int Capacity = 1000;

    private readonly Channel<MonitorEvent> _events;
    private long _dropped;

    public EventReader() => _events = Channel.CreateBounded<MonitorEvent>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => Interlocked.Increment(ref _dropped));

    /// <summary>How many events the reader was too slow for.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(MonitorEvent happened) => _events.Writer.TryWrite(happened);

    public void End(Exception? reason) => _events.Writer.TryComplete(reason);

    public IAsyncEnumerable<MonitorEvent> ReadAsync(CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);
}
