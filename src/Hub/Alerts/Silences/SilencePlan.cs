using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Alerts.Silences;

/// <inheritdoc cref="ISilencePlan"/>
/// <param name="silences">The silences that nobody has ended.</param>
internal sealed class SilencePlan(IReadOnlyList<SilenceRow> silences) : ISilencePlan
{
    public DateTimeOffset? SilencedUntil(Problem problem, DateTimeOffset now)
    {
        DateTimeOffset? until = null;
        foreach (var silence in silences)
        {
            if (SilenceTimes.EndOf(silence, now) is { } end && !(end <= until) && ProblemMatch.Matches(silence.Match, problem))
            {
                until = end;
            }
        }

        return until;
    }

    public DateTimeOffset? NextChange(DateTimeOffset now) => silences.Min(silence => SilenceTimes.NextChange(silence, now));
}
