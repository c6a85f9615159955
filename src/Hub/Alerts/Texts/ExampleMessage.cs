using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>A message on which new templates are tried.</summary>
internal static class ExampleMessage
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static AlertMessage Value { get; } = new()
    {
        Id = "example",
        Event = AlertEvent.Opened,
        At = At,
        IsLate = false,
        Problems =
        [
            new Problem
            {
                Source = "default",
                Epoch = 1,
                Sequence = 1,
                ObservedAt = At,
                Id = "example",
                Kind = ProblemKinds.Failing,
                State = ProblemState.Open,
                Severity = ProblemSeverity.Critical,
                PipelineId = "orders",
                PipelineName = "Orders to warehouse",
                ExecutionId = "run-1",
                Component = null,
                Figure = null,
                RuleId = null,
                Title = "Orders to warehouse failed",
                Detail = "connection refused",
                Since = At,
                SinceAtLeast = false,
                Count = 1,
                LastGoodAt = At.AddDays(-1),
                UsualSeconds = 130,
                UnseenSince = null,
                Acknowledged = null,
                SilencedUntil = null,
                PartOf = null,
            },
        ],
        Link = new Uri("https://monitor.example/problems/example"),
    };
}
