using FlextMonitor.Hub.Alerts.Silences;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>Holds back messages about some problems for some time.</summary>
internal sealed class SilenceRow
{
    public required string Id { get; init; }

    public required string Reason { get; set; }

    public required RuleMatch Match { get; set; }

    public required DateTimeOffset From { get; set; }

    /// <summary>When it ends; null for a weekly one that goes on.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>The parts of each week in which it holds; null if it holds from <see cref="From"/> to <see cref="To"/>.</summary>
    public IReadOnlyList<WeeklyWindow>? Weekly { get; set; }

    /// <summary>The IANA name of the time zone of <see cref="Weekly"/>; null without it.</summary>
    public string? Zone { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>An e-mail address, or the name of a token.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When a person ended it early; null if nobody did. It is kept until what it held back has been looked at again.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Up to when its ends have been followed by a message about what is still open; null before the first.</summary>
    public DateTimeOffset? EndsHandledUntil { get; set; }
}
