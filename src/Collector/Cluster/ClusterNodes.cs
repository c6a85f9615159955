using System.Globalization;
using System.Text.Json;
using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Cluster;

/// <summary>The processes of the installation. Each says every 2 s in Redis what it is; one process alone knows itself only.</summary>
public sealed class ClusterNodes
{
    /// <summary>The time between two announcements.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>A process that says nothing for so long is left out.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(10);

    private static readonly RedisScript Script = RedisScript.Load("nodes.lua");

    private readonly NodeFacts _facts;
    private readonly Lazy<(RedisConnection Redis, RedisFeedFollower Feed, RedisReach Reach)>? _shared;
    private readonly MemoryFeed _read;
    private readonly TimeProvider _time;
    private volatile IReadOnlyList<ClusterNode> _heard = [];
    private TimeSpan? _clockOffset;
    private long? _lag;
    private long _heardAt;

    /// <summary>Reads from the settings whether there are several processes.</summary>
    public ClusterNodes(IOptions<ClusterOptions> options, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _facts = services.GetRequiredService<NodeFacts>();
        _shared = options.Value.IsShared ? new(() => (services.GetRequiredService<RedisConnection>(), services.GetRequiredService<RedisFeedFollower>(), services.GetRequiredService<RedisReach>())) : null;
        _read = services.GetRequiredService<MemoryFeed>();
        _time = time;
    }

    /// <summary>Whether several processes may share the live state.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>Whether Redis, which several processes need, cannot be reached now.</summary>
    public bool IsRedisAway => _shared is { } shared && !shared.Value.Reach.IsReachable;

    /// <summary>When the process that evaluates last said so, by its clock; null if it never did.</summary>
    public DateTimeOffset? EvaluatedAt => _read.GetHeld(SourceNames.Monitor).OfType<Heartbeat>().Select(heartbeat => (DateTimeOffset?)heartbeat.ObservedAt).Max();

    /// <summary>This process.</summary>
    public ClusterNode Own => _facts.Describe(_clockOffset, _lag);

    /// <summary>All that are known, this process among them, by name. While Redis is away, those that were heard last.</summary>
    public IReadOnlyList<ClusterNode> All =>
        [.. _heard.Where(node => node.Id != _facts.Id).Select(node => node with { Silence = node.Silence + _time.GetElapsedTime(_heardAt) }).Append(Own).OrderBy(node => node.Node, StringComparer.Ordinal).ThenBy(node => node.Id, StringComparer.Ordinal)];

    /// <summary>Says what this process is, and hears what the others say.</summary>
    internal async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var (began, sentAt) = (_time.GetTimestamp(), _time.GetUtcNow());
        var answer = await CallAsync(JsonSerializer.Serialize(Own), cancellationToken).ConfigureAwait(false);
        var between = sentAt + (_time.GetElapsedTime(began) / 2);
        _clockOffset = between - DateTimeOffset.FromUnixTimeMilliseconds((long)answer[0]);
        _lag = _shared!.Value.Feed.Place is { } place ? Math.Max(0, long.Parse((string)answer[1]!, CultureInfo.InvariantCulture) - place.Entries) : null;
        _heardAt = _time.GetTimestamp();
        _heard = [.. answer.Skip(2).Chunk(3).Select(said => Read((string)said[2]!, (long)said[1])).OfType<ClusterNode>()];
    }

    /// <summary>Whether the announcement, which is a write, succeeded.</summary>
    internal void NoteWritten(bool isWritten) => _shared!.Value.Reach.NoteWritten(isWritten);

    /// <summary>Tells the others that this process ends.</summary>
    internal Task LeaveAsync(CancellationToken cancellationToken) => CallAsync("", cancellationToken);

    // A newer release may say it in another way.
    private static ClusterNode? Read(string text, long silentMs)
    {
        try
        {
            return JsonSerializer.Deserialize<ClusterNode>(text) is { Id: not null, Node: not null, Roles: not null, Daemons: not null } node ? node with { Silence = TimeSpan.FromMilliseconds(silentMs) } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<RedisResult[]> CallAsync(string said, CancellationToken cancellationToken)
    {
        var database = await _shared!.Value.Redis.DatabaseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        RedisValue[] arguments = [_facts.Id, said, (long)ForgottenAfter.TotalMilliseconds];
        return (RedisResult[])(await Script.EvaluateAsync(database, [RedisKeys.Nodes, RedisKeys.State], arguments).WaitAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
