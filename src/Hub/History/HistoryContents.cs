namespace FlextMonitor.Hub.History;

/// <summary>What the store holds, as it was last counted.</summary>
/// <param name="Bytes">How much room it takes. On PostgreSQL it is what the rows take, because a table keeps the room of deleted ones.</param>
/// <param name="Tiers">One for each tier of the settings, the finest first.</param>
/// <param name="Runs">The number of runs.</param>
/// <param name="OldestRun">When the oldest run started; null without any.</param>
internal sealed record HistoryContents(long Bytes, IReadOnlyList<TierContents> Tiers, long Runs, DateTimeOffset? OldestRun);

/// <summary>What the store holds of one tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Rows">The number of buckets of all sources.</param>
/// <param name="Bytes">The bytes that they take, estimated from a sample of them, without free space in pages.</param>
/// <param name="Oldest">When the oldest bucket begins; null without any.</param>
internal sealed record TierContents(HistoryTier Tier, long Rows, long Bytes, DateTimeOffset? Oldest);
