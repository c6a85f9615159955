using System.Text.Json.Serialization;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>The body of a request for a silence.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
/// <param name="Match">What it concerns; everything if it is missing.</param>
/// <param name="From">When it begins (UTC); now if it is missing.</param>
/// <param name="To">When it ends (UTC); required without <paramref name="Weekly"/>.</param>
/// <param name="Weekly">The parts of each week in which it holds; <c>null</c> if it holds all the time.</param>
/// <param name="Zone">The time zone of <paramref name="Weekly"/>, such as <c>Europe/Berlin</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SilenceBody(
    string? Reason, MatchBody? Match = null, DateTimeOffset? From = null, DateTimeOffset? To = null, IReadOnlyList<WeeklyBody?>? Weekly = null, string? Zone = null)
{
    private const int LongestReason = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>The silence that a request describes.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="sources">The daemons that the caller may see.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="now">The present time.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public SilenceRow Read(string id, IReadOnlyList<string> sources, string by, DateTimeOffset now, FieldErrors errors)
    {
        var (weekly, zone) = WeeklyBody.Read(Weekly, Zone, errors);
        var from = From ?? now;
        CheckEnd(from, now, errors);
        return new SilenceRow
        {
            Id = id,
            Reason = errors.Text("reason", Reason, LongestReason),
            Match = MatchBody.Read(Match, sources, errors),
            From = from,
            To = To,
            Weekly = weekly,
            Zone = zone,
            CreatedAt = now,
            CreatedBy = by,
        };
    }

    private void CheckEnd(DateTimeOffset from, DateTimeOffset now, FieldErrors errors)
    {
        if (To is null && Weekly is not { Count: > 0 })
        {
            errors.Add("to", "to is missing, and must be a time in ISO 8601, such as 2026-01-02T03:04:05Z. Only a weekly silence may go on without end.");
        }
        else if (To <= from || To <= now)
        {
            errors.Add("to", $"to is {To:o}, and must be later than from ({from:o}) and than now ({now:o}).");
        }
        else if (Weekly is not { Count: > 0 } && To - from > Longest)
        {
            errors.Add("to", $"to is {To:o}, and must be at most {Longest.TotalDays:0} days after from. What should never be told needs no silence: switch its rule off.");
        }
    }
}

/// <summary>A silence.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Match">What it concerns, without daemons that the caller may not see.</param>
/// <param name="From">When it begins (UTC).</param>
/// <param name="To">When it ends (UTC); <c>null</c> for a weekly one that goes on.</param>
/// <param name="Weekly">The parts of each week in which it holds; <c>null</c> if it holds all the time.</param>
/// <param name="Zone">The time zone of <paramref name="Weekly"/>; <c>null</c> without it.</param>
/// <param name="CreatedBy">Who made it: an e-mail address, or the name of a token.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
/// <param name="ActiveUntil">When the part in which it holds now ends (UTC); <c>null</c> if it does not hold now.</param>
/// <param name="EndedAt">When a person ended it early (UTC); <c>null</c> if nobody did.</param>
internal sealed record SilenceResponse(
    string Id,
    string Reason,
    MatchBody Match,
    DateTimeOffset From,
    DateTimeOffset? To,
    IReadOnlyList<WeeklyBody>? Weekly,
    string? Zone,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ActiveUntil,
    DateTimeOffset? EndedAt)
{
    public static SilenceResponse Of(SilenceRow row, Rights rights, DateTimeOffset now) => new(
        row.Id, row.Reason, MatchBody.Of(row.Match, rights), row.From, row.To, WeeklyBody.Of(row.Weekly), row.Zone, row.CreatedBy, row.CreatedAt, row.DeletedAt is null ? Silences.SilenceTimes.EndOf(row, now) : null, row.DeletedAt);
}

/// <summary>Silences.</summary>
/// <param name="Silences">The newest first; may be empty.</param>
internal sealed record SilencesResponse(IReadOnlyList<SilenceResponse> Silences);
