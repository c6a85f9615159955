using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>How far a reader has followed the stream.</summary>
/// <param name="Generation">When the feed was begun; another one after Redis was emptied. Empty before anything was written.</param>
/// <param name="Entries">How many entries had been written.</param>
/// <param name="Values">How many values had been written.</param>
/// <param name="Id">The last entry's id.</param>
internal sealed record FeedPlace(string Generation, long Entries, long Values, RedisValue Id);
