using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Watching;

/// <summary>Everybody who reads a state. <see cref="State.MonitorState"/> guards it with its lock.</summary>
internal sealed class StateReaders(ClientMetrics metrics)
{
    private readonly List<ChangeReader> _changes = [];
    private readonly List<EventReader> _events = [];
    private Exception? _end;

    /// <summary>Whether there will be nothing more to read.</summary>
    public bool HaveEnded { get; private set; }

    /// <summary>Whether anybody reads events.</summary>
    public bool WantEvents => _events.Count > 0;

    /// <summary>Adds a reader, which is first given everything that is known.</summary>
    public ChangeReader AddChanges(Predicate<MessageKey> isWanted, MonitorConnection connection, IEnumerable<SourceMessage> known)
    {
        var reader = new ChangeReader(isWanted, metrics.PassedOver);
        reader.Add(connection);
        foreach (var value in known)
        {
            reader.Add(value.Key, value, null);
        }

        if (HaveEnded)
        {
            reader.End(_end);
        }

        _changes.Add(reader);
        return reader;
    }

    public EventReader AddEvents()
    {
        var reader = new EventReader(metrics.PassedOver);
        if (HaveEnded)
        {
            reader.End(_end);
        }

        _events.Add(reader);
        return reader;
    }

    public void Remove(ChangeReader reader) => _changes.Remove(reader);

    public void Remove(EventReader reader) => _events.Remove(reader);

    public void Tell(MessageKey key, SourceMessage? now, SourceMessage? removal)
    {
        foreach (var reader in _changes)
        {
            reader.Add(key, now, removal);
        }
    }

    public void Tell(MonitorConnection connection) => _changes.ForEach(reader => reader.Add(connection));

    public void Tell(MonitorEvent happened) => _events.ForEach(reader => reader.Add(happened));

    public void End(Exception? reason)
    {
        (HaveEnded, _end) = (true, reason);
        _changes.ForEach(reader => reader.End(reason));
        _events.ForEach(reader => reader.End(reason));
    }
}
