namespace FlextMonitor.Hub.History.Recording;

/// <summary>What is to be stored in one transaction.</summary>
/// <param name="Sources">Every source that was heard of, in no order.</param>
internal sealed record UnstoredHistory(IReadOnlyList<UnstoredSource> Sources);

/// <summary>What is to be stored of one source.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="BaseStart">The start of a bucket of which the store may hold an earlier part; null if that has been read.</param>
/// <param name="SettledUntil">Until when its buckets are decided, in Unix milliseconds.</param>
/// <param name="RunsKnownUntil">No run came and went unseen before this; null if runs may have.</param>
/// <param name="Runs">Those that changed.</param>
/// <param name="StateChanges">The oldest first.</param>
internal sealed record UnstoredSource(string Name, long? BaseStart, long SettledUntil, DateTimeOffset? RunsKnownUntil, IReadOnlyList<RunEntry> Runs, IReadOnlyList<StateChange> StateChanges);
