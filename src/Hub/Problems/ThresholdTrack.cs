using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Follows one figure of one subject by one threshold.</summary>
internal sealed class ThresholdTrack
{
    private HoldTimer _timer;
    private DateTimeOffset _since;

    /// <param name="rule">The threshold.</param>
    /// <param name="open">Its problem that is open already, such as one of an earlier term; null if there is none.</param>
    public ThresholdTrack(ThresholdRule rule, Problem? open)
    {
        Rule = rule;
        if (open is not null)
        {
            Stage = open.State == ProblemState.Recovering ? ThresholdStage.Recovering : ThresholdStage.Open;
            _since = open.Since;
        }
    }

    /// <summary>The threshold; may be replaced by one that compares like it.</summary>
    public ThresholdRule Rule { get; set; }

    public ThresholdStage Stage { get; private set; }

    /// <summary>Since when the figure has been well; null while it is not.</summary>
    public DateTimeOffset? WellSince { get; private set; }

    /// <summary>Since when the figure is not known; null while it is.</summary>
    public DateTimeOffset? UnknownSince { get; private set; }

    /// <summary>When the stage changes although nothing new is heard; null if it does not.</summary>
    public DateTimeOffset? Due => _timer.DueAt(Rule.For);

    private bool IsOpen => Stage is ThresholdStage.Open or ThresholdStage.Recovering;

    /// <summary>Takes in the figure.</summary>
    /// <param name="figure">Its value; null if not known, and then nothing opens, nothing is resolved, and time stands still.</param>
    /// <param name="evidence">When it is judged, and on what.</param>
    /// <returns>Whether its problem changes.</returns>
    public bool Judge(double? figure, Evidence evidence)
    {
        if (figure is not { } value)
        {
            return Miss(evidence.At);
        }

        var (before, wasUnknown) = (Stage, UnknownSince is not null);
        UnknownSince = null;
        Stage = Rule.IsPast(value) ? Worse(evidence) : Better(value, evidence);
        return before != Stage || (wasUnknown && IsOpen);
    }

    /// <summary>The figure cannot be seen from a time on.</summary>
    public bool Miss(DateTimeOffset at)
    {
        _timer.Pause(at);
        var isNews = UnknownSince is null;
        UnknownSince ??= at;
        return isNews && IsOpen;
    }

    /// <summary>The problem as it was found; null if there is none.</summary>
    /// <param name="subject">What the figure is a figure of.</param>
    public Finding? ToFinding(string subject) => !IsOpen ? null : new Finding
    {
        Subject = new(ProblemKinds.Threshold, Rule.Rule.Id),
        Severity = Rule.Rule.Severity,
        RuleId = Rule.Rule.Id,
        Figure = Rule.Figure.Name,
        State = Stage == ThresholdStage.Recovering ? ProblemState.Recovering : ProblemState.Open,
        Title = $"{Rule.Figure.Label} of {subject} is {Rule.Limit}",
        Detail = Rule.Rule.Name,
        Since = _since,
        UnseenSince = UnknownSince,
    };

    private ThresholdStage Worse(Evidence evidence)
    {
        WellSince = null;
        if (IsOpen)
        {
            _timer.Reset();
            return ThresholdStage.Open;
        }

        _since = Stage == ThresholdStage.Rising ? _since : evidence.At;
        return HasHeld(evidence) ? ThresholdStage.Open : ThresholdStage.Rising;
    }

    private ThresholdStage Better(double value, Evidence evidence)
    {
        if (!IsOpen || !Rule.IsWell(value))
        {
            WellSince = null;
            _timer.Reset();
            return IsOpen ? ThresholdStage.Recovering : ThresholdStage.Well;
        }

        WellSince ??= evidence.At;
        return HasHeld(evidence) ? ThresholdStage.Well : ThresholdStage.Recovering;
    }

    private bool HasHeld(Evidence evidence)
    {
        if (_timer.Run(evidence.Now) < Rule.For)
        {
            return false;
        }

        _timer.Reset();
        return true;
    }
}
