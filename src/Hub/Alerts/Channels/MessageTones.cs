using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Finds the tone of messages.</summary>
internal static class MessageTones
{
    public static MessageTone Of(AlertMessage message) => message switch
    {
        { Event: AlertEvent.Resolved or AlertEvent.Returned } => MessageTone.Good,
        { Event: AlertEvent.Test or AlertEvent.Acknowledged } or { Problems.Count: 0 } => MessageTone.Neutral,
        _ => message.Problems.Max(problem => problem.Severity) switch
        {
            ProblemSeverity.Critical => MessageTone.Bad,
            ProblemSeverity.Warning => MessageTone.Warning,
            _ => MessageTone.Neutral,
        },
    };
}
