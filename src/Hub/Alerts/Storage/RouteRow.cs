using FlextMonitor.Hub.Alerts.Silences;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Which problems are told to which channels.</summary>
internal sealed class RouteRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Ids of channels, in the order of the user's list.</summary>
    public required IReadOnlyList<string> Channels { get; set; }

    public required RuleMatch Match { get; set; }

    /// <summary>The hours in which it tells; null for all hours.</summary>
    public IReadOnlyList<WeeklyWindow>? Weekly { get; set; }

    /// <summary>The IANA name of the time zone of <see cref="Weekly"/>; null without it.</summary>
    public string? Zone { get; set; }

    /// <summary>Hours between reminders; null for none.</summary>
    public int? ReminderHours { get; set; }

    /// <summary>The id of the route that is told if nobody acknowledges; null for none.</summary>
    public string? EscalateTo { get; set; }

    /// <summary>Minutes after which <see cref="EscalateTo"/> is told; null without it.</summary>
    public int? EscalateAfterMinutes { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An e-mail address, or the name of a token.</summary>
    public required string UpdatedBy { get; set; }
}
