using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Telemetry;

/// <summary>The latest values of every source, and how many runs have ended since this process started to watch. Safe for use by several threads.</summary>
internal sealed class WatchedValues
{
    private readonly Lock _gate = new();
    private readonly RunCounter _runs = new();
    private Dictionary<MessageKey, SourceMessage> _values = [];

    /// <summary>Applies a batch of the feed.</summary>
    public void Apply(FeedBatch batch)
    {
        lock (_gate)
        {
            // Before the values: a run counts by what was known before its end.
            _runs.Apply(batch, _values);
            if (batch.IsWhole)
            {
                _values = [];
            }

            foreach (var message in batch.Changes)
            {
                Take(message);
            }

            foreach (var key in batch.OutOfView)
            {
                _values.Remove(key);
            }
        }
    }

    /// <summary>The latest values of a kind, in no particular order. The monitor's own source is left out.</summary>
    public IReadOnlyList<TMessage> Latest<TMessage>()
        where TMessage : SourceMessage
    {
        lock (_gate)
        {
            return [.. _values.Values.OfType<TMessage>().Where(message => message.Source != SourceNames.Monitor)];
        }
    }

    /// <summary>How many runs ended, by source and outcome. Each source has every outcome, from 0 on.</summary>
    public IReadOnlyList<(string Source, ExecutionStatus Outcome, long Count)> Runs()
    {
        lock (_gate)
        {
            return _runs.Counts();
        }
    }

    private void Take(SourceMessage message)
    {
        if (message.IsRemoval)
        {
            _values.Remove(message.Key);
        }
        else
        {
            _values[message.Key] = message;
        }
    }
}
