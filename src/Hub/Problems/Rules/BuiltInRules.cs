using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>The rules that come with the program, all of them enabled from the start.</summary>
public static class BuiltInRules
{
    /// <summary>One rule of each kind that the program judges by itself.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Of(ProblemKinds.Unreachable, "A daemon cannot be reached or has gone silent", ProblemSeverity.Critical, delaySeconds: 10),
        Of(ProblemKinds.Degraded, "A daemon answers only in part", ProblemSeverity.Warning, delaySeconds: 120),
        Of(ProblemKinds.Component, "A component of a daemon is not healthy", ProblemSeverity.Critical, delaySeconds: 60),
        Of(ProblemKinds.Failing, "The newest runs of a pipeline failed", ProblemSeverity.Critical),
        Of(ProblemKinds.Slow, "A run takes much longer than usual", ProblemSeverity.Warning),
        Of(ProblemKinds.Stuck, "A run has not moved for long", ProblemSeverity.Warning),
        Of(ProblemKinds.MissedStart, "A run that was due has not started", ProblemSeverity.Critical),
        Of(ProblemKinds.LateFinish, "A run has not ended by its deadline", ProblemSeverity.Warning),
        Of(ProblemKinds.ZeroRows, "A run moved no records although its pipeline usually moves some", ProblemSeverity.Warning),
        Of(ProblemKinds.FewRows, "A run moved far fewer records than usual", ProblemSeverity.Warning),
        Of(ProblemKinds.TooQuick, "A run succeeded in far less time than usual", ProblemSeverity.Warning),
        Of(ProblemKinds.Vanished, "A daemon no longer lists a pipeline", ProblemSeverity.Warning),
        Of(ProblemKinds.OwnNetwork, "Most daemons were lost at once, probably by this monitor's own network", ProblemSeverity.Critical),
        Of(ProblemKinds.ChannelBroken, "A channel of alerts takes no messages", ProblemSeverity.Critical),
        Of(ProblemKinds.HistoryPaused, "History is not being written", ProblemSeverity.Warning, delaySeconds: 60),
    ];

    private static Rule Of(string kind, string name, ProblemSeverity severity, int delaySeconds = 0) =>
        new(kind, name, kind, IsEnabled: true, severity, RuleMatch.Everything, new JsonObject { [RuleSettings.DelaySeconds] = delaySeconds }, Runbook: null);
}
