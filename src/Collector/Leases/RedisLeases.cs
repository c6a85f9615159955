using System.Collections.Concurrent;
using System.Globalization;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Collector.Feed.Redis;
using FlextMonitor.Hosting.Background;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Leases;

/// <summary>The leases of the sources' collectors, in Redis, where their values go: its clock decides, and each write of values is checked against the epoch.</summary>
internal sealed class RedisLeases(RedisConnection redis, NodeIdentity node, RedisFeedOptions options, TimeProvider time) : ILeases, IDisposable
{
    private static readonly RedisScript Script = RedisScript.Load("lease.lua");

    private readonly ConcurrentDictionary<string, AsyncAutoResetEvent> _released = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _subscribing = new(1, 1);
    private volatile bool _isSubscribed;

    public async Task<LeaseAnswer> TakeAsync(string name, long above, CancellationToken cancellationToken)
    {
        await SubscribeAsync(cancellationToken).ConfigureAwait(false);
        var answer = await CallAsync("take", name, above, cancellationToken).ConfigureAwait(false);
        return new LeaseAnswer(long.Parse((string)answer[0]!, CultureInfo.InvariantCulture), (string)answer[1]!, TimeSpan.FromMilliseconds((long)answer[2]));
    }

    public async Task<bool> RenewAsync(string name, long epoch, CancellationToken cancellationToken) =>
        (string)(await CallAsync("renew", name, epoch, cancellationToken).ConfigureAwait(false))[0]! != "0";

    public Task ReleaseAsync(string name, long epoch, CancellationToken cancellationToken) => CallAsync("release", name, epoch, cancellationToken);

    public Task WaitAsync(string name, TimeSpan atMost, CancellationToken cancellationToken) => Released(name).WaitAsync(atMost, cancellationToken);

    public void Dispose() => _subscribing.Dispose();

    private AsyncAutoResetEvent Released(string name) => _released.GetOrAdd(name, _ => new AsyncAutoResetEvent(time));

    private async Task<RedisResult[]> CallAsync(string action, string source, long epoch, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [RedisKeys.CollectorLease(source), RedisKeys.ValuesOf(source), RedisKeys.RemovalsOf(source)];
        RedisValue[] arguments =
        [
            action, node.Id, epoch, (long)LeaseTimes.Duration.TotalMilliseconds, (long)options.Kept.TotalMilliseconds, redis.Keys.Releases.ToString(), source,
        ];
        try
        {
            var database = await redis.DatabaseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return (RedisResult[])(await Script.EvaluateAsync(database, keys, arguments).WaitAsync(cancellationToken).ConfigureAwait(false))!;
        }
        catch (Exception exception) when (RedisFailure.IsAway(exception))
        {
            throw new LeaseStoreException($"Redis cannot be used: {RedisFailure.Reason(exception)}", exception);
        }
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        if (_isSubscribed)
        {
            return;
        }

        await _subscribing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isSubscribed)
            {
                await redis.SubscribeAsync(redis.Keys.Releases, source => Released(source).Set()).WaitAsync(cancellationToken).ConfigureAwait(false);
                _isSubscribed = true;
            }
        }
        catch (Exception exception) when (RedisFailure.IsAway(exception))
        {
            throw new LeaseStoreException($"Redis cannot be used: {RedisFailure.Reason(exception)}", exception);
        }
        finally
        {
            _subscribing.Release();
        }
    }
}
