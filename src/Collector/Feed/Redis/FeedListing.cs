using FlextMonitor.Contracts;
using StackExchange.Redis;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>All that stands in Redis at one moment.</summary>
/// <param name="Place">The place in the stream at that moment.</param>
/// <param name="Values">All values and remembered removals.</param>
/// <param name="Complete">The parts whose publisher's marker stands there. Others may lack values.</param>
/// <param name="Unreadable">How many values this release cannot read.</param>
internal sealed record FeedListing(FeedPlace Place, IReadOnlyList<SourceMessage> Values, IReadOnlySet<FeedPart> Complete, int Unreadable)
{
    /// <summary>Reads the answer of the script <c>list.lua</c>.</summary>
    public static FeedListing Parse(RedisResult[] answer)
    {
        var place = new FeedPlace((string)answer[0]!, (long)answer[1], (long)answer[2], (RedisValue)answer[3]);
        var values = new List<SourceMessage>();
        var complete = new HashSet<FeedPart>();
        var unreadable = 0;
        for (var i = 4; i + 1 < answer.Length; i += 2)
        {
            var source = (string)answer[i]!;
            var fields = (RedisResult[])answer[i + 1]!;
            for (var j = 0; j + 1 < fields.Length; j += 2)
            {
                unreadable += TryRead(source, (string)fields[j]!, fields[j + 1], values, complete) ? 0 : 1;
            }
        }

        return new FeedListing(place, values, complete, unreadable);
    }

    private static bool TryRead(string source, string field, RedisResult value, List<SourceMessage> values, HashSet<FeedPart> complete)
    {
        foreach (var part in new[] { new FeedPart(source, IsJudgement: false), new FeedPart(source, IsJudgement: true) })
        {
            if (field == FeedField.MarkerOf(part))
            {
                complete.Add(part);
                return true;
            }
        }

        if (FeedValue.Decode((byte[])value!) is not { } message)
        {
            return false;
        }

        values.Add(message);
        return true;
    }
}
