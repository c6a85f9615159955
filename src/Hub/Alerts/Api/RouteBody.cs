using System.Text.Json.Serialization;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>The body of a request for a route.</summary>
/// <param name="Name">What people call it, 1 to 100 characters.</param>
/// <param name="Channels">Ids of the channels that it tells, 1 to 20.</param>
/// <param name="Match">Which problems it tells; all if it is missing.</param>
/// <param name="ReminderHours">Hours between reminders, 1 to 168; 0 for none; 4 if it is missing.</param>
/// <param name="EscalateTo">The id of the route that is told if nobody acknowledges; <c>null</c> for none.</param>
/// <param name="EscalateAfterMinutes">Minutes after which that route is told, 1 to 1,440; 15 if it is missing.</param>
/// <param name="Weekly">The parts of each week in which it tells; <c>null</c> for always.</param>
/// <param name="Zone">The time zone of <paramref name="Weekly"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RouteBody(
    string? Name,
    IReadOnlyList<string?>? Channels,
    MatchBody? Match = null,
    int? ReminderHours = null,
    string? EscalateTo = null,
    int? EscalateAfterMinutes = null,
    IReadOnlyList<WeeklyBody?>? Weekly = null,
    string? Zone = null)
{
    private const int MostChannels = 20;
    private const int LongestReminder = 7 * 24;
    private const int LongestEscalation = 24 * 60;
    private const int UsualReminder = 4;
    private const int UsualEscalation = 15;
    private const int LongestId = 64;

    /// <summary>Puts what a request describes into a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sources">The daemons that the caller may see.</param>
    /// <param name="channels">Ids of the channels that exist.</param>
    /// <param name="routes">Ids of the routes that exist.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public void ApplyTo(RouteRow row, IReadOnlyList<string> sources, IReadOnlySet<string> channels, IReadOnlySet<string> routes, FieldErrors errors)
    {
        row.Name = errors.Text("name", Name, AlertLimits.LongestName);
        row.Channels = ReadChannels(channels, errors);
        row.Match = MatchBody.Read(Match, sources, errors);
        row.ReminderHours = errors.Number("reminderHours", ReminderHours ?? UsualReminder, 0, LongestReminder) is > 0 and var hours ? hours : null;
        row.EscalateTo = ReadEscalation(row.Id, routes, errors);
        row.EscalateAfterMinutes = row.EscalateTo is null ? null : errors.Number("escalateAfterMinutes", EscalateAfterMinutes ?? UsualEscalation, 1, LongestEscalation);
        (row.Weekly, row.Zone) = WeeklyBody.Read(Weekly, Zone, errors);
    }

    private IReadOnlyList<string> ReadChannels(IReadOnlySet<string> channels, FieldErrors errors)
    {
        var ids = errors.Texts("channels", Channels, MostChannels, LongestId);
        if (ids.Count == 0)
        {
            errors.Add("channels", $"channels is empty, and must have 1 to {MostChannels} ids of channels.");
        }

        foreach (var id in ids.Where(id => id.Length > 0 && !channels.Contains(id)))
        {
            errors.Add("channels", $"channels names '{FieldErrors.Excerpt(id)}', and may name ids of channels only.");
        }

        return ids;
    }

    private string? ReadEscalation(string id, IReadOnlySet<string> routes, FieldErrors errors)
    {
        var route = errors.OptionalText("escalateTo", EscalateTo, LongestId);
        if (route is not null && (route == id || !routes.Contains(route)))
        {
            errors.Add("escalateTo", $"escalateTo is '{FieldErrors.Excerpt(route)}', and must be the id of another route.");
        }

        return route;
    }
}

/// <summary>A route.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Channels">Ids of the channels that it tells.</param>
/// <param name="Match">Which problems it tells.</param>
/// <param name="ReminderHours">Hours between reminders; 0 for none.</param>
/// <param name="EscalateTo">The id of the route that is told if nobody acknowledges; <c>null</c> for none.</param>
/// <param name="EscalateAfterMinutes">Minutes after which that route is told; <c>null</c> without one.</param>
/// <param name="Weekly">The parts of each week in which it tells; <c>null</c> for always.</param>
/// <param name="Zone">The time zone of <paramref name="Weekly"/>; <c>null</c> without it.</param>
internal sealed record RouteResponse(
    string Id, string Name, IReadOnlyList<string> Channels, MatchBody Match, int ReminderHours, string? EscalateTo, int? EscalateAfterMinutes, IReadOnlyList<WeeklyBody>? Weekly, string? Zone)
{
    public static RouteResponse Of(RouteRow row, Rights rights) => new(
        row.Id, row.Name, row.Channels, MatchBody.Of(row.Match, rights), row.ReminderHours ?? 0, row.EscalateTo, row.EscalateAfterMinutes, WeeklyBody.Of(row.Weekly), row.Zone);
}

/// <summary>Routes.</summary>
/// <param name="Routes">In the order of their names; may be empty.</param>
internal sealed record RoutesResponse(IReadOnlyList<RouteResponse> Routes);
