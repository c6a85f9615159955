using System.Globalization;
using System.Text.Json.Serialization;
using FlextMonitor.Hub.Alerts.Silences;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>A part of each week, in a request or an answer.</summary>
/// <param name="Days">The days on which it begins: <c>mon</c>, <c>tue</c>, <c>wed</c>, <c>thu</c>, <c>fri</c>, <c>sat</c>, <c>sun</c>.</param>
/// <param name="From">When it begins, such as <c>22:00</c>.</param>
/// <param name="To">When it ends: on the next day if this is not after <paramref name="From"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WeeklyBody(IReadOnlyList<string?>? Days, string? From, string? To)
{
    private const int Most = 50;
    private const string TimeFormat = "HH:mm";

    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The windows that a request describes, and the name of their zone; both null if it describes none.</summary>
    public static (IReadOnlyList<WeeklyWindow>? Windows, string? Zone) Read(IReadOnlyList<WeeklyBody?>? bodies, string? zone, FieldErrors errors)
    {
        if (bodies is not { Count: > 0 })
        {
            if (zone is not null)
            {
                errors.Add("zone", "zone is for weekly windows, and weekly has none.");
            }

            return (null, null);
        }

        if (bodies.Count > Most)
        {
            errors.Add("weekly", $"weekly has {bodies.Count} windows, and may have {Most}.");
            return (null, null);
        }

        return ([.. bodies.Select((body, place) => Read(body, $"weekly[{place}]", errors))], ReadZone(zone, errors));
    }

    public static IReadOnlyList<WeeklyBody>? Of(IReadOnlyList<WeeklyWindow>? windows) => windows?.Select(window => new WeeklyBody(
        [.. window.Days.Select(day => DayNames[(int)day])], window.From.ToString(TimeFormat, CultureInfo.InvariantCulture), window.To.ToString(TimeFormat, CultureInfo.InvariantCulture))).ToList();

    private static WeeklyWindow Read(WeeklyBody? body, string field, FieldErrors errors)
    {
        var days = (body?.Days ?? []).Select(day => errors.OneOf($"{field}.days", day, DayNames)).Select(day => (DayOfWeek)Math.Max(0, Array.IndexOf(DayNames, day))).Distinct().Order().ToList();
        if (days.Count == 0)
        {
            errors.Add($"{field}.days", $"{field}.days is empty, and must name at least one of {string.Join(", ", DayNames)}.");
        }

        return new WeeklyWindow(days, ReadTime(body?.From, $"{field}.from", errors), ReadTime(body?.To, $"{field}.to", errors));
    }

    private static TimeOnly ReadTime(string? text, string field, FieldErrors errors)
    {
        if (!TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            errors.Add(field, $"{field} is {(text is null ? "missing" : $"'{FieldErrors.Excerpt(text)}'")}, and must be a time such as 22:00.");
        }

        return time;
    }

    private static string? ReadZone(string? zone, FieldErrors errors)
    {
        if (zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || !found.HasIanaId)
        {
            errors.Add("zone", $"zone is {(zone is null ? "missing" : $"'{FieldErrors.Excerpt(zone)}'")}, and must be the name of a time zone, such as Europe/Berlin or UTC.");
        }

        return zone;
    }
}
