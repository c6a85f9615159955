using FlextMonitor.Contracts;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>One entry of the stream: what one write changed of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Place">The place after this entry.</param>
/// <param name="Batch">What changed. <see cref="FeedBatch.Lost"/> counts what the publisher dropped before.</param>
/// <param name="Unreadable">How many values this release cannot read.</param>
internal sealed record FeedEntry(string Source, FeedPlace Place, FeedBatch Batch, int Unreadable)
{
    /// <summary>Reads an entry that <c>publish.lua</c> wrote.</summary>
    public static FeedEntry Parse(StreamEntry entry)
    {
        var (source, generation, number, total, lost, unreadable) = ("", "", 0L, 0L, 0L, 0);
        var changes = new List<SourceMessage>();
        var outOfView = new List<MessageKey>();
        foreach (var (name, value) in entry.Values.Select(pair => (pair.Name.ToString(), pair.Value)))
        {
            switch (name)
            {
                case "s": source = value.ToString(); break;
                case "g": generation = value.ToString(); break;
                case "n": number = (long)value; break;
                case "t": total = (long)value; break;
                case "l": lost = (long)value; break;
                case "v" when FeedValue.Decode(((ReadOnlyMemory<byte>)value).Span) is { } message: changes.Add(message); break;
                case "o" when FeedField.KeyOf(source, value.ToString()) is { } key: outOfView.Add(key); break;
                default: unreadable++; break;
            }
        }

        return new FeedEntry(source, new FeedPlace(generation, number, total, entry.Id), new FeedBatch(changes, outOfView) { Lost = lost }, unreadable);
    }
}
