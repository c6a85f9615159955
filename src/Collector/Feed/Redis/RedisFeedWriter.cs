using FlextMonitor.Collector.Feed.Memory;
using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>
/// Writes what the publishers of this process publish. Each write says which marker it expects: where another stands, Redis has lost something, and the publisher writes all that it
/// knows. A write of a term that is not the newest is refused by Redis.
/// </summary>
/// <param name="calls">The calls to Redis.</param>
/// <param name="read">What this process has read, which is known even where Redis has lost it.</param>
/// <param name="metrics">Counts what was refused and written again.</param>
/// <param name="time">The clock of removals.</param>
/// <param name="logger">Told of each term that is refused.</param>
internal sealed partial class RedisFeedWriter(RedisFeedCalls calls, MemoryFeed read, RedisFeedMetrics metrics, TimeProvider time, ILogger<RedisFeedWriter> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<FeedPart, PartMirror> _mirrors = [];

    /// <summary>Writes a batch, of each part by itself.</summary>
    /// <exception cref="FeedUnavailableException">Redis cannot be reached. The same batch may be written again.</exception>
    public async Task PublishAsync(FeedBatch batch, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var lost = batch.Lost;
            foreach (var write in Split(batch))
            {
                await PublishAsync(write with { Lost = lost }, cancellationToken).ConfigureAwait(false);
                lost = 0;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The values that stand in Redis of one source, without removals; where Redis has lost them, those that this process has read.</summary>
    /// <exception cref="FeedUnavailableException">Redis cannot be reached.</exception>
    public async Task<IReadOnlyList<SourceMessage>> GetPublishedAsync(string source, CancellationToken cancellationToken)
    {
        var values = new LatestValues(time);
        foreach (var part in new[] { new FeedPart(source, IsJudgement: false), new FeedPart(source, IsJudgement: true) })
        {
            values.Apply(FeedBatch.Of((await StandingAsync(part, cancellationToken).ConfigureAwait(false)).Values));
        }

        return values.Of(source);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static IEnumerable<PartWrite> Split(FeedBatch batch)
    {
        var changes = batch.Changes.ToLookup(message => FeedPart.Of(message.Key));
        var outOfView = batch.OutOfView.ToLookup(FeedPart.Of);
        return changes.Select(part => part.Key).Union(outOfView.Select(part => part.Key)).Select(part => new PartWrite(part, [.. changes[part]], [.. outOfView[part]]));
    }

    private async Task PublishAsync(PartWrite write, CancellationToken cancellationToken)
    {
        // What only left the view carries no epoch: it belongs to the term that published last.
        var epoch = write.Changes.Count > 0 ? write.Changes.Max(message => message.Epoch) : _mirrors.GetValueOrDefault(write.Part)?.Epoch ?? 0;
        if (epoch == 0)
        {
            return;
        }

        var mirror = await MirrorOfAsync(write.Part, epoch, cancellationToken).ConfigureAwait(false);
        if (mirror.Epoch > epoch || !await TryWriteAsync(mirror, write, cancellationToken).ConfigureAwait(false))
        {
            Refused(mirror, epoch, write.Changes.Count);
        }
    }

    /// <returns>Whether the term was the newest one.</returns>
    private async Task<bool> TryWriteAsync(PartMirror mirror, PartWrite write, CancellationToken cancellationToken)
    {
        mirror.Values.Apply(new FeedBatch(write.Changes, write.OutOfView));
        var result = await calls.WriteAsync(mirror, write, isAnyMarkerExpected: false, cancellationToken).ConfigureAwait(false);
        if (result == WriteResult.Unmarked)
        {
            metrics.WroteAll(mirror.Part);
            Log.WritesAll(logger, mirror.Part.Source, mirror.Part.Publisher);
            var all = write with { Changes = mirror.Values.ToWholeBatch().Changes };
            result = await calls.WriteAsync(mirror, all, isAnyMarkerExpected: true, cancellationToken).ConfigureAwait(false);
        }

        return result == WriteResult.Taken;
    }

    private async Task<PartMirror> MirrorOfAsync(FeedPart part, long epoch, CancellationToken cancellationToken)
    {
        if (_mirrors.TryGetValue(part, out var mirror) && mirror.Epoch >= epoch)
        {
            return mirror;
        }

        var standing = await StandingAsync(part, cancellationToken).ConfigureAwait(false);
        var values = new LatestValues(time);
        values.Apply(FeedBatch.Of(standing.Values));
        return _mirrors[part] = new PartMirror(part, epoch, values, standing.Marker);
    }

    private async Task<StandingPart> StandingAsync(FeedPart part, CancellationToken cancellationToken)
    {
        var standing = await calls.ReadAsync(part, cancellationToken).ConfigureAwait(false);
        if (standing.Marker.Length > 0)
        {
            return standing;
        }

        var known = new LatestValues(time);
        known.Apply(FeedBatch.Of([.. read.GetHeld(part.Source).Where(message => FeedPart.Of(message.Key) == part)]));
        known.Apply(FeedBatch.Of(standing.Values));
        return standing with { Values = known.ToWholeBatch().Changes };
    }

    private void Refused(PartMirror mirror, long epoch, int values)
    {
        metrics.Refused(mirror.Part, values);
        if (!mirror.IsRefusalLogged)
        {
            mirror.IsRefusalLogged = mirror.Epoch == epoch;
            Log.Refused(logger, values, mirror.Part.Source, mirror.Part.Publisher, epoch);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2700, LogLevel.Warning, "{Values} values of {Source} were refused: another process has a newer term as its {Publisher} than {Epoch}. Further refusals of this term are only counted")]
        public static partial void Refused(ILogger logger, int values, string source, string publisher, long epoch);

        [LoggerMessage(2701, LogLevel.Information, "Redis does not hold what the {Publisher} of {Source} wrote last. It writes everything again")]
        public static partial void WritesAll(ILogger logger, string source, string publisher);
    }
}
