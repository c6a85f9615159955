using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>The names of everything that the monitors of one installation keep in Redis. They share a hash tag, so that one script may use several of them in a cluster.</summary>
/// <param name="database">The number of the database. Channels are shared by all databases of a server, so theirs hold the number.</param>
internal sealed class RedisKeys(int database)
{
    private const string Prefix = "{flextmonitor}:";

    /// <summary>The start of <see cref="ValuesOf"/>.</summary>
    public static RedisValue ValuesPrefix { get; } = Prefix + "values:";

    /// <summary>A set of the names of all sources with values.</summary>
    public static RedisKey Sources { get; } = Prefix + "sources";

    /// <summary>A hash: which generation of the feed this is, and how many entries and values were written to its stream.</summary>
    public static RedisKey State { get; } = Prefix + "state";

    /// <summary>The stream of changes.</summary>
    public static RedisKey Changes { get; } = Prefix + "changes";

    /// <summary>A hash of what each process says of itself.</summary>
    public static RedisKey Nodes { get; } = Prefix + "nodes";

    /// <summary>The channel on which every writer says that the stream has grown.</summary>
    public RedisChannel Doorbell { get; } = RedisChannel.Literal($"{Prefix}doorbell:{database}");

    /// <summary>The channel on which the holder of a source's lease says that it has released it.</summary>
    public RedisChannel Releases { get; } = RedisChannel.Literal($"{Prefix}releases:{database}");

    /// <summary>The channel of what processes tell each other.</summary>
    public RedisChannel Signals { get; } = RedisChannel.Literal($"{Prefix}signals:{database}");

    /// <summary>A hash of the newest values of a source, by <see cref="FeedField"/>, with the markers of its publishers.</summary>
    public static RedisKey ValuesOf(string source) => Prefix + "values:" + source;

    /// <summary>A sorted set of the fields that hold removals, by the time of the removal.</summary>
    public static RedisKey RemovalsOf(string source) => Prefix + "removals:" + source;

    /// <summary>A hash: the epoch of the newest term of a publisher, and who holds it until when.</summary>
    public static RedisKey LeaseOf(FeedPart part) => part.IsJudgement ? EvaluatorLease : CollectorLease(part.Source);

    /// <summary>The lease of a source's collector.</summary>
    public static RedisKey CollectorLease(string source) => Prefix + "lease:collector:" + source;

    private static RedisKey EvaluatorLease { get; } = Prefix + "lease:evaluator";
}
