using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>How a message says what it is about.</summary>
internal static class EventWords
{
    /// <summary>The name on the wire.</summary>
    public static string NameOf(AlertEvent what) => what == AlertEvent.SilenceEnded ? "silence-ended" : what.ToString().ToLowerInvariant();

    /// <summary>The beginning of a title.</summary>
    public static string HeadingOf(AlertMessage message) => message.Event switch
    {
        AlertEvent.Opened when message.Problems is { Count: > 0 } problems => problems.Max(problem => problem.Severity) switch
        {
            Contracts.ProblemSeverity.Critical => "Critical",
            Contracts.ProblemSeverity.Warning => "Warning",
            _ => "Information",
        },
        AlertEvent.Opened => "Problem",
        AlertEvent.Reminder => "Still open",
        AlertEvent.Resolved => "Resolved",
        AlertEvent.Flapping => IsOver(message) ? "Quiet again" : "Flapping",
        AlertEvent.SilenceEnded => "Still open after a silence",
        AlertEvent.Returned => "Back",
        AlertEvent.Acknowledged => "Acknowledged",
        AlertEvent.Report => "Report",
        _ => "Test message of FlextMonitor",
    };

    /// <summary>A sentence without a full stop.</summary>
    public static string SentenceOf(AlertMessage message)
    {
        var several = message is { More: > 0 } or { Problems: { Count: > 1 } };
        return message.Event switch
        {
            AlertEvent.Opened => several ? "Problems opened" : "A problem opened",
            AlertEvent.Reminder => $"Still open, and nobody has acknowledged {(several ? "these problems" : "it")}",
            AlertEvent.Resolved => several ? "Problems are over" : "The problem is over",
            AlertEvent.Flapping => IsOver(message) ? "It has been quiet since it opened again and again" : "It opens again and again; a summary follows when it is quiet",
            AlertEvent.SilenceEnded => $"A silence ended while {(several ? "these problems were" : "this problem was")} open",
            AlertEvent.Returned => $"The daemon{(several ? "s" : "")} can be observed again",
            AlertEvent.Report => "A report was made",
            AlertEvent.Acknowledged => several ? "Problems were acknowledged" : "The problem was acknowledged",
            _ => "A test",
        };
    }

    private static bool IsOver(AlertMessage message) => message.Problems is { Count: > 0 } problems && problems.All(problem => message.ResolvedAt.ContainsKey(problem.Id));
}
