using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems.Previews;

/// <summary>What a rule of sources or components would have opened.</summary>
internal static class StateReplay
{
    private const string Connecting = "connecting";

    /// <summary>The openings, in order.</summary>
    /// <param name="rule">A rule of one of the kinds unreachable, degraded and component.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="states">How it changed, in order.</param>
    /// <param name="since">What was over before this is left out.</param>
    public static IReadOnlyList<RulePreviewOpening> Openings(Rule rule, string source, IReadOnlyList<PastState> states, DateTimeOffset since)
    {
        var openings = new List<RulePreviewOpening>();
        var open = new Dictionary<string, RulePreviewOpening>(StringComparer.Ordinal);
        foreach (var state in states)
        {
            if (IsWrong(rule.Kind, state) is not { } isWrong)
            {
                continue;
            }

            if (isWrong && !open.ContainsKey(state.Name))
            {
                open.Add(state.Name, new RulePreviewOpening(source, null, null, state.At, null, TitleOf(rule.Kind, source, state)));
            }
            else if (!isWrong && open.Remove(state.Name, out var opening))
            {
                openings.Add(opening with { Until = state.At });
            }
        }

        return [.. openings.Concat(open.Values).Where(opening => opening.Until is null || opening.Until > since).OrderBy(opening => opening.Since)];
    }

    // Null for what says nothing of it: after a start of the monitor a source may be as it was.
    private static bool? IsWrong(string kind, PastState state) => (kind, state.Kind) switch
    {
        (ProblemKinds.Component, PastStateKind.Component) => state.State == "unhealthy",
        (ProblemKinds.Component, _) or (_, not PastStateKind.Source) => null,
        _ when state.State == Connecting => null,
        (ProblemKinds.Unreachable, _) => state.State == "down",

        // While it is down nothing is known of its feeds.
        _ => state.State == "down" ? null : state.State == "degraded",
    };

    private static string TitleOf(string kind, string source, PastState state) => kind switch
    {
        ProblemKinds.Unreachable => $"{source} cannot be reached",
        ProblemKinds.Degraded => $"{source} answers only in part",
        _ => $"{IsolatedText.Of(state.Name)} of {source} is not healthy",
    };
}
