using System.Globalization;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Collector.Leases;
using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Collector.Cluster;

/// <summary>Reads who watches which source.</summary>
public sealed class CollectorLeases
{
    private readonly IServiceProvider _services;
    private readonly ClusterNodes _nodes;
    private readonly ISourceCatalog _catalog;

    /// <summary>Reads the leases of the sources of this process.</summary>
    public CollectorLeases(IServiceProvider services, ClusterNodes nodes, ISourceCatalog catalog) => (_services, _nodes, _catalog) = (services, nodes, catalog);

    /// <summary>The leases, in the order of the settings. Empty where one process is alone; null while Redis does not answer.</summary>
    public async Task<IReadOnlyList<LeaseStanding>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!_nodes.IsShared)
        {
            return [];
        }

        try
        {
            return await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FeedUnavailableException || RedisFailure.IsAway(exception))
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<LeaseStanding>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var database = await _services.GetRequiredService<RedisConnection>().DatabaseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        var time = (StackExchange.Redis.RedisResult[])(await database.ExecuteAsync("TIME").WaitAsync(cancellationToken).ConfigureAwait(false))!;
        var now = (long.Parse((string)time[0]!, CultureInfo.InvariantCulture) * 1000) + (long.Parse((string)time[1]!, CultureInfo.InvariantCulture) / 1000);
        var reads = _catalog.Names.Select(source => (Source: source, Read: database.HashGetAsync(RedisKeys.CollectorLease(source), ["epoch", "holder", "until"]))).ToList();
        var leases = new List<LeaseStanding>(reads.Count);
        foreach (var (source, read) in reads)
        {
            var values = await read.WaitAsync(cancellationToken).ConfigureAwait(false);
            var left = TimeSpan.FromMilliseconds(Math.Max(0, Number(values[2]) - now));
            leases.Add(new LeaseStanding(source, Number(values[0]), left > TimeSpan.Zero ? values[1].ToString() : null, left));
        }

        return leases;
    }

    private static long Number(StackExchange.Redis.RedisValue value) => value.IsNull ? 0 : long.Parse(value.ToString(), CultureInfo.InvariantCulture);
}
