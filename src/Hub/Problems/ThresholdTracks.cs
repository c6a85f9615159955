using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Follows the figures of one subject by all thresholds that concern it.</summary>
internal sealed class ThresholdTracks
{
    private IReadOnlyList<ThresholdRule>? _rules;
    private ThresholdTrack[] _tracks = [];

    /// <summary>When a stage changes although nothing new is heard; null if none does.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            DateTimeOffset? due = null;
            foreach (var track in _tracks)
            {
                due = track.Due < due || due is null ? track.Due ?? due : due;
            }

            return due;
        }
    }

    /// <summary>Follows other thresholds from now on. What was measured by one that compares as before still counts.</summary>
    /// <returns>Whether they are others than before.</returns>
    public bool Use(IReadOnlyList<ThresholdRule> rules, Episodes episodes)
    {
        if (ReferenceEquals(rules, _rules))
        {
            return false;
        }

        _rules = rules;
        _tracks = [.. rules.Select(rule => TrackOf(rule, episodes))];
        return true;
    }

    /// <summary>Judges all figures.</summary>
    /// <param name="subject">What they are figures of.</param>
    /// <param name="read">Reads one of them; null if not known.</param>
    /// <param name="evidence">When it is judged, and on what.</param>
    /// <returns>Whether a problem changes.</returns>
    public bool Judge<T>(T subject, Func<T, ThresholdFigure, double?> read, Evidence evidence)
    {
        var isNews = false;
        foreach (var track in _tracks)
        {
            isNews |= track.Judge(read(subject, track.Rule.Figure), evidence);
        }

        return isNews;
    }

    /// <summary>No figure can be seen from a time on.</summary>
    public void Miss(DateTimeOffset at)
    {
        foreach (var track in _tracks)
        {
            track.Miss(at);
        }
    }

    /// <summary>The problems that were found.</summary>
    public IEnumerable<Finding> Findings(string subject) => _tracks.Select(track => track.ToFinding(subject)).OfType<Finding>();

    /// <summary>When a problem that was not found again was over; the present if its rule is gone.</summary>
    public DateTimeOffset ResolvedAt(Problem problem, Evidence evidence) =>
        Array.Find(_tracks, track => track.Rule.Rule.Id == problem.RuleId)?.WellSince ?? evidence.At;

    private ThresholdTrack TrackOf(ThresholdRule rule, Episodes episodes)
    {
        if (Array.Find(_tracks, track => track.Rule.ComparesLike(rule)) is not { } held)
        {
            return new ThresholdTrack(rule, episodes.Find(new ProblemSubject(ProblemKinds.Threshold, rule.Rule.Id)));
        }

        held.Rule = rule;
        return held;
    }
}
