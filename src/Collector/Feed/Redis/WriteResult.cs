namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>What became of a write.</summary>
internal enum WriteResult
{
    /// <summary>What was newer is set.</summary>
    Taken,

    /// <summary>Nothing is set: the marker that was expected does not stand there.</summary>
    Unmarked,

    /// <summary>Nothing is set: the term is not the newest one.</summary>
    Refused,
}
