using System.Globalization;
using FlextMonitor.Contracts;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>The calls of the feed to Redis. Each fails with a <see cref="FeedUnavailableException"/> while Redis cannot serve it.</summary>
internal sealed class RedisFeedCalls(RedisConnection redis, RedisFeedOptions options, RedisFeedMetrics metrics, TimeProvider time)
{
    private static readonly RedisScript Publish = RedisScript.Load("publish.lua");
    private static readonly RedisScript ListAll = RedisScript.Load("list.lua");

    /// <summary>Writes values, as many as fit at a time. The marker stands once all are written.</summary>
    public async Task<WriteResult> WriteAsync(PartMirror mirror, PartWrite write, bool isAnyMarkerExpected, CancellationToken cancellationToken)
    {
        var chunks = write.Changes.Chunk(options.MaxValues).ToList();
        for (var i = 0; i < Math.Max(chunks.Count, 1); i++)
        {
            var (isFirst, isLast) = (i == 0, i >= chunks.Count - 1);
            var marker = isAnyMarkerExpected && !isLast ? "" : mirror.NextMarker();
            var arguments = Arguments(mirror, isAnyMarkerExpected, marker, isFirst ? write.Lost : 0, chunks.ElementAtOrDefault(i) ?? [], isLast ? write.OutOfView : []);
            var result = await WriteAsync(mirror, arguments, cancellationToken).ConfigureAwait(false);
            if (result != WriteResult.Taken)
            {
                return result;
            }

            mirror.Wrote(marker);
        }

        return WriteResult.Taken;
    }

    /// <summary>Reads what stands there of a part.</summary>
    public Task<StandingPart> ReadAsync(FeedPart part, CancellationToken cancellationToken) => CallAsync(
        async database =>
        {
            var fields = await database.HashGetAllAsync(RedisKeys.ValuesOf(part.Source)).WaitAsync(cancellationToken).ConfigureAwait(false);
            var values = fields.Where(field => FeedField.KeyOf(part.Source, field.Name.ToString()) is { } key && FeedPart.Of(key) == part).Select(field => FeedValue.Decode(((ReadOnlyMemory<byte>)field.Value).Span));
            var marker = fields.FirstOrDefault(field => field.Name == FeedField.MarkerOf(part)).Value;
            return new StandingPart([.. values.OfType<SourceMessage>()], marker.ToString());
        });

    /// <summary>Reads everything.</summary>
    public Task<FeedListing> ListAsync(CancellationToken cancellationToken) => CallAsync(async database =>
    {
        var answer = await ListAll.EvaluateAsync(database, [RedisKeys.Sources, RedisKeys.State, RedisKeys.Changes], [RedisKeys.ValuesPrefix]).WaitAsync(cancellationToken).ConfigureAwait(false);
        return FeedListing.Parse((RedisResult[])answer!);
    });

    /// <summary>Reads entries of the stream after a place, at most a thousand.</summary>
    public Task<StreamEntry[]> ReadAsync(FeedPlace after, CancellationToken cancellationToken) => CallAsync(
        database => database.StreamReadAsync(RedisKeys.Changes, after.Id, count: 1000).WaitAsync(cancellationToken));

    private async Task<WriteResult> WriteAsync(PartMirror mirror, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        var source = mirror.Part.Source;
        RedisKey[] keys = [RedisKeys.ValuesOf(source), RedisKeys.RemovalsOf(source), RedisKeys.Changes, RedisKeys.State, RedisKeys.LeaseOf(mirror.Part), RedisKeys.Sources];
        var began = time.GetTimestamp();
        try
        {
            var answer = await CallAsync(database => Publish.EvaluateAsync(database, keys, arguments).WaitAsync(cancellationToken)).ConfigureAwait(false);
            metrics.Wrote(time.GetElapsedTime(began));
            return Enum.Parse<WriteResult>(answer.ToString(), ignoreCase: true);
        }
        catch
        {
            mirror.Doubt();
            throw;
        }
    }

    private RedisValue[] Arguments(
        PartMirror mirror, bool isAnyMarkerExpected, string marker, long lost, SourceMessage[] values, IReadOnlyList<MessageKey> outOfView) =>
    [
        mirror.Epoch,
        FeedField.MarkerOf(mirror.Part),
        mirror.Marker,
        marker,
        isAnyMarkerExpected ? "1" : "0",
        mirror.Part.Source,
        lost,
        (long)options.RemovalMemory.TotalMilliseconds,
        options.MaxRemovals,
        options.StreamLength,
        (long)options.Kept.TotalMilliseconds,
        redis.Keys.Doorbell.ToString(),
        values.Length,
        .. values.SelectMany(Arguments),
        .. outOfView.Select(key => (RedisValue)FeedField.Of(key)),
    ];

    private static IEnumerable<RedisValue> Arguments(SourceMessage message) =>
        [FeedField.Of(message.Key), message.Epoch, message.Sequence, message.IsRemoval ? "1" : "0", FeedValue.Encode(message)];

    private async Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call)
    {
        try
        {
            return await call(await redis.DatabaseAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (RedisFailure.IsAway(exception))
        {
            throw new FeedUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Redis cannot be used: {RedisFailure.Reason(exception)}"), exception);
        }
    }
}
