using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Memory;

/// <summary>
/// The latest value of each key. Removals are remembered for a while, so that a late value cannot bring back a removed key and so that a reader of
/// the whole state learns of them. Not safe for use by several threads.
/// </summary>
internal sealed class LatestValues(TimeProvider time)
{
    /// <summary>How long removals are remembered; somewhat longer than the hub remembers them for its subscribers.</summary>
    public static readonly TimeSpan RemovalMemory = TimeSpan.FromMinutes(15);

    /// <summary>The most removals remembered.</summary>
    public const int MaxRemovals = 10_000;

    private readonly Dictionary<MessageKey, SourceMessage> _byKey = [];
    private readonly Queue<(SourceMessage Removal, long At)> _removals = new();

    /// <summary>Applies a batch.</summary>
    /// <returns>The batch without the values that are older than the current ones.</returns>
    public FeedBatch Apply(FeedBatch batch)
    {
        ForgetOldRemovals();
        var isStale = false;
        foreach (var message in batch.Changes)
        {
            isStale |= !TryApply(message);
        }

        foreach (var key in batch.OutOfView)
        {
            _byKey.Remove(key);
        }

        return isStale ? batch with { Changes = [.. batch.Changes.Where(IsHeld)] } : batch;
    }

    /// <summary>Applies a listing: values that it holds are applied as those of a batch, and other values of complete parts are dropped. Removals are kept.</summary>
    public void Replace(IReadOnlyList<SourceMessage> listed, Predicate<MessageKey> isComplete)
    {
        var keys = listed.Select(message => message.Key).ToHashSet();
        foreach (var gone in _byKey.Values.Where(message => !message.IsRemoval && !keys.Contains(message.Key) && isComplete(message.Key)).ToList())
        {
            _byKey.Remove(gone.Key);
        }

        Apply(FeedBatch.Of(listed));
    }

    /// <summary>All current values and recent removals, as one whole batch.</summary>
    public FeedBatch ToWholeBatch() => new(Ordered(_byKey.Values), []) { IsWhole = true };

    /// <summary>The values of one source without removals.</summary>
    public IReadOnlyList<SourceMessage> Of(string source) =>
        Ordered(_byKey.Values.Where(message => message.Source == source && !message.IsRemoval));

    /// <summary>The values and remembered removals of one source.</summary>
    public IReadOnlyList<SourceMessage> HeldOf(string source) => Ordered(_byKey.Values.Where(message => message.Source == source));

    /// <summary>Values in the order of a batch.</summary>
    public static IReadOnlyList<SourceMessage> Ordered(IEnumerable<SourceMessage> values) =>
    [
        .. values.OrderBy(message => message.Key.Kind).ThenBy(message => message as ExecutionData, ExecutionOrder.NewestFirst!),
    ];

    private bool TryApply(SourceMessage message)
    {
        if (_byKey.TryGetValue(message.Key, out var held) && !message.IsNewerThan(held))
        {
            return false;
        }

        _byKey[message.Key] = message;
        if (message.IsRemoval)
        {
            _removals.Enqueue((message, time.GetTimestamp()));
        }

        return true;
    }

    private bool IsHeld(SourceMessage message) => _byKey.TryGetValue(message.Key, out var held) && ReferenceEquals(held, message);

    private void ForgetOldRemovals()
    {
        while (TryPeekOldRemoval(out var removal))
        {
            _removals.Dequeue();
            if (IsHeld(removal))
            {
                _byKey.Remove(removal.Key);
            }
        }
    }

    private bool TryPeekOldRemoval([NotNullWhen(true)] out SourceMessage? removal)
    {
        removal = _removals.TryPeek(out var oldest) && (_removals.Count > MaxRemovals || time.GetElapsedTime(oldest.At) >= RemovalMemory)
            ? oldest.Removal
            : null;
        return removal is not null;
    }
}
