using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Problems;

/// <summary>Finds that most sources were lost at once, so that the monitor's own network is probably the cause: one problem of <see cref="SourceNames.Monitor"/>.</summary>
internal sealed class OwnNetworkDetector(EvaluationOutput output)
{
    /// <summary>Sources that were lost within this time were lost at once.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    private const int FewestSources = 3;

    private static readonly ProblemSubject Subject = new(ProblemKinds.OwnNetwork, "");

    /// <summary>Its problem, if it is open.</summary>
    public Episodes Episodes { get; } = new(SourceNames.Monitor, output);

    /// <summary>Id of its problem; null if it is not open.</summary>
    private string? OpenId => Episodes.Find(Subject)?.Id;

    /// <summary>Goes on with what an earlier term opened, and publishes again what the feed has lost of it.</summary>
    /// <param name="open">Open problems of the monitor itself; those of other kinds are left alone.</param>
    /// <param name="inFeed">Those that the feed holds.</param>
    /// <param name="sources">All sources.</param>
    public void Adopt(IReadOnlyList<Problem> open, IReadOnlyList<Problem> inFeed, IReadOnlyCollection<SourceEvaluation> sources)
    {
        foreach (var problem in open.Where(problem => (problem.Kind == ProblemKinds.Flapping ? problem.Detail : problem.Kind) == ProblemKinds.OwnNetwork))
        {
            Episodes.TryAdopt(ProblemSubject.Of(problem)!.Value, problem);
        }

        Tell(sources);
        Episodes.Republish(inFeed.ToDictionary(problem => problem.Id));
    }

    /// <summary>Judges it by all sources, after these were judged.</summary>
    /// <param name="sources">All sources.</param>
    /// <param name="rules">The rules of the monitor itself.</param>
    /// <param name="now">The present time.</param>
    /// <returns>The sources that it explains from now on, or explains no longer; perhaps none.</returns>
    public IReadOnlyList<SourceEvaluation> Judge(IReadOnlyCollection<SourceEvaluation> sources, SourceRules rules, DateTimeOffset now)
    {
        List<SourceEvaluation> collected = [.. sources.Where(source => source.IsCollected)];
        List<DateTimeOffset> lost = [.. collected.Select(source => source.Unreachable?.Since).OfType<DateTimeOffset>().Order()];
        var open = Episodes.Find(Subject);
        var since = open is null ? LostSince(collected, lost, now) : CanHalfBeSeen(collected, now) ? null : open.Since;
        var finding = since is { } at && rules.Of(ProblemKinds.OwnNetwork) is { } rule ? Of(rule, at) : null;
        Episodes.Reconcile(finding is null ? [] : [finding], new Evidence(now, now), _ => now);
        return Tell(sources);
    }

    private List<SourceEvaluation> Tell(IReadOnlyCollection<SourceEvaluation> sources)
    {
        List<SourceEvaluation> changed = [.. sources.Where(source => source.UnreachablePartOf != OpenId)];
        changed.ForEach(source => source.UnreachablePartOf = OpenId);
        return changed;
    }

    private static bool CanHalfBeSeen(List<SourceEvaluation> collected, DateTimeOffset now) =>
        collected.Count > 0 && collected.Count(source => source.Unreachable is null && source.IsJudged(now)) * 2 >= collected.Count;

    // After a start nothing follows from the sources that were tried first.
    private static DateTimeOffset? LostSince(List<SourceEvaluation> collected, List<DateTimeOffset> lost, DateTimeOffset now)
    {
        var most = (collected.Count / 2) + 1;
        if (collected.Count < FewestSources || lost.Count < most || !collected.TrueForAll(source => source.IsJudged(now)))
        {
            return null;
        }

        for (var first = 0; first + most <= lost.Count; first++)
        {
            if (lost[first + most - 1] - lost[first] <= AtOnce)
            {
                return lost[first];
            }
        }

        return null;
    }

    private static Finding Of(Rule rule, DateTimeOffset since) => new()
    {
        Subject = Subject,
        Severity = rule.Severity,
        Title = "Most daemons were lost at once, probably by this monitor's own network",
        Since = since,
    };
}
