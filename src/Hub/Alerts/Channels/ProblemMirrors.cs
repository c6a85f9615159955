using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Finds what a service is to do, from messages.</summary>
internal static class ProblemMirrors
{
    public static ProblemMirror Of(AlertMessage message, Problem problem)
    {
        if (message.Event is AlertEvent.Resolved or AlertEvent.Returned || message.ResolvedAt.ContainsKey(problem.Id))
        {
            return ProblemMirror.Close;
        }

        return message.Event == AlertEvent.Acknowledged ? ProblemMirror.Acknowledge : ProblemMirror.Open;
    }

    /// <summary>A message about one of its problems.</summary>
    public static AlertMessage About(this AlertMessage message, Problem problem) => message with { Problems = [problem], More = 0 };
}
