using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems;

/// <summary>Judges a source's own figures by the thresholds that concern it. Without a transition it allocates nothing.</summary>
internal sealed class SourceThresholds(SourceFacts facts, EvaluationOutput output)
{
    private readonly ThresholdTracks _tracks = new();
    private bool _wereSeen;

    public Episodes Episodes { get; } = new(facts.Name, output);

    /// <summary>When it must be judged again although nothing new is heard; null if that need not be.</summary>
    public DateTimeOffset? Due => Episodes.Due < _tracks.Due || _tracks.Due is null ? Episodes.Due ?? _tracks.Due : _tracks.Due;

    /// <summary>Judges the figures.</summary>
    /// <param name="partOf">Id of the problem that explains why they cannot be seen; null if none does.</param>
    /// <param name="evidence">What is judged.</param>
    public void Evaluate(string? partOf, Evidence evidence)
    {
        var isNews = _tracks.Use(facts.Rules.Thresholds, Episodes);
        if (!facts.IsConfirmed(FeedNames.Stats, evidence.Now) || facts.Stats is not { Fallback: false } stats)
        {
            MarkUnseen(facts.ConfirmedUntil(FeedNames.Stats, evidence.Now), partOf, evidence);
            return;
        }

        isNews |= !_wereSeen || Episodes.Due <= evidence.Now;
        _wereSeen = true;
        if (_tracks.Judge(stats, static (stats, figure) => figure.OfSource!(stats), evidence) || isNews)
        {
            Episodes.Reconcile([.. _tracks.Findings(facts.Name)], evidence, problem => _tracks.ResolvedAt(problem, evidence));
        }
    }

    /// <summary>The figures cannot be seen.</summary>
    public void MarkUnseen(DateTimeOffset since, string? partOf, Evidence evidence)
    {
        _wereSeen = false;
        _tracks.Miss(since);
        Episodes.MarkUnseen(since, partOf, evidence);
    }
}
