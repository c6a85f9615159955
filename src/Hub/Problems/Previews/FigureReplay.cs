using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems.Previews;

/// <summary>What a threshold of a source's figure would have opened, as exactly as history holds the figure.</summary>
internal static class FigureReplay
{
    /// <summary>The openings, in order.</summary>
    /// <param name="rule">The threshold.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="values">Its figure, the oldest first. Of time that is missing, it is not known.</param>
    /// <param name="until">The end of the time.</param>
    public static IReadOnlyList<RulePreviewOpening> Openings(ThresholdRule rule, string source, IReadOnlyList<PastFigure> values, DateTimeOffset until)
    {
        var openings = new List<RulePreviewOpening>();
        var track = new ThresholdTrack(rule, open: null);
        RulePreviewOpening? open = null;
        DateTimeOffset? known = null;
        foreach (var value in values)
        {
            if (value.From > known)
            {
                track.Judge(null, new Evidence(known.Value, known));
            }

            known = value.From + value.Step;

            // A bucket is judged by what it held as soon as it begins, and what must hold for longer also at its end.
            var figure = Judged(rule, value);
            track.Judge(figure, new Evidence(value.From, value.From));
            open = Follow(track, source, value.From, open, openings);
            if (figure is not null && known < until)
            {
                track.Judge(figure, new Evidence(known.Value, known));
                open = Follow(track, source, known.Value, open, openings);
            }
        }

        return open is null ? openings : [.. openings, open];
    }

    private static RulePreviewOpening? Follow(ThresholdTrack track, string source, DateTimeOffset at, RulePreviewOpening? open, List<RulePreviewOpening> openings)
    {
        if (track.ToFinding(source) is { } finding)
        {
            return open ?? new RulePreviewOpening(source, null, null, finding.Since, null, finding.Title);
        }

        if (open is not null)
        {
            openings.Add(open with { Until = track.WellSince ?? at });
        }

        return null;
    }

    // A value that need not last is one that was reached at all; one that must last is a mean.
    private static double? Judged(ThresholdRule rule, PastFigure value) =>
        rule.For >= value.Step ? value.Mean
        : value.Max is { } max && rule.IsPast(max) ? max
        : value.Min is { } min && rule.IsPast(min) ? min
        : value.Mean;
}
