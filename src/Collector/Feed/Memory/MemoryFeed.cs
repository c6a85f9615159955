using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed;

/// <summary>The feed within one process: the latest value of each key, and for every reader what it has not read yet.</summary>
internal sealed class MemoryFeed : IFeedPublisher, IFeedReader
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MessageKey, SourceMessage> _latest = [];
    private readonly HashSet<Backlog> _readers = [];

    public void Publish(FeedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);

        lock (_gate)
        {
            foreach (var message in batch.Changes)
            {
                if (message is ExecutionRemoved)
                {
                    _latest.Remove(message.Key);
                }
                else
                {
                    _latest[message.Key] = message;
                }
            }

            foreach (var key in batch.OutOfView)
            {
                _latest.Remove(key);
            }

            foreach (var reader in _readers)
            {
                reader.Add(batch);
            }
        }
    }

    public async IAsyncEnumerable<FeedBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var backlog = new Backlog();
        lock (_gate)
        {
            backlog.Add(new FeedBatch([.. _latest.Values], []));
            _readers.Add(backlog);
        }

        try
        {
            while (await backlog.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                FeedBatch batch;
                lock (_gate)
                {
                    batch = backlog.Take();
                }

                yield return batch;
            }
        }
        finally
        {
            lock (_gate)
            {
                _readers.Remove(backlog);
            }
        }
    }

    /// <summary>
    /// What one reader has not read yet; guarded by the feed's gate. Bounded by the number of keys, not by the reader's lag: of what came and
    /// went while it was away it hears nothing.
    /// </summary>
    private sealed class Backlog
    {
        private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

        private readonly Dictionary<MessageKey, SourceMessage> _changes = [];
        private readonly HashSet<MessageKey> _outOfView = [];
        private readonly HashSet<MessageKey> _held = [];

        public void Add(FeedBatch batch)
        {
            foreach (var message in batch.Changes)
            {
                _outOfView.Remove(message.Key);
                if (message is ExecutionRemoved && !_held.Contains(message.Key))
                {
                    _changes.Remove(message.Key);
                }
                else
                {
                    _changes[message.Key] = message;
                }
            }

            foreach (var key in batch.OutOfView)
            {
                _changes.Remove(key);
                if (_held.Contains(key))
                {
                    _outOfView.Add(key);
                }
            }

            _signal.Writer.TryWrite(true);
        }

        public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
        {
            await _signal.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        public FeedBatch Take()
        {
            var ordered = _changes.Values
                .OrderBy(message => message.Key.Kind)
                .ThenBy(message => message as ExecutionData, ExecutionOrder.NewestFirst!);
            var batch = new FeedBatch([.. ordered], [.. _outOfView]);
            _held.ExceptWith(_outOfView);
            foreach (var (key, message) in _changes)
            {
                _ = message is ExecutionRemoved ? _held.Remove(key) : _held.Add(key);
            }

            _changes.Clear();
            _outOfView.Clear();
            return batch;
        }
    }
}
