using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

/// <summary>Builds messages to channels.</summary>
internal static class AlertMessages
{
    /// <summary>A name in which services would see markup, a link, a call of everybody and HTML.</summary>
    public const string HostileName = "*bold* _it_ <b>&</b> <!channel> @everyone [x](http://evil.example) ~a~ `c` \"q\"";

    /// <summary>A message about problems; about one, if there are none given.</summary>
    public static AlertMessage About(AlertEvent what = AlertEvent.Opened, params Problem[] problems) => new()
    {
        Id = "message-1",
        Event = what,
        At = Testing.Messages.Noon,
        IsLate = false,
        Problems = problems.Length > 0 ? problems : [Testing.Messages.Problem()],
        Link = new Uri("https://monitor.example/problems/problem-1"),
    };

    public static AlertMessage Test() => About(AlertEvent.Test) with { Problems = [] };

    public static AlertMessage Hostile() => About(AlertEvent.Opened, Testing.Messages.Problem() with { Title = HostileName, PipelineName = HostileName, Detail = HostileName });

    /// <summary>A message whose text is longer than any service takes.</summary>
    public static AlertMessage Long() => About(
        AlertEvent.Opened,
        [.. Enumerable.Range(0, 20).Select(number => Testing.Messages.Problem($"problem-{number}") with { Title = string.Concat(Enumerable.Repeat("😀é&", 80)), Detail = string.Concat(Enumerable.Repeat("\"*😀", 300)) })]) with
    {
        More = 34,
    };
}
