using System.Globalization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>How things stand in one sentence.</summary>
internal sealed class VerdictDrawing(OpenProblems problems) : IWidgetDrawing
{
    public string Type => "verdict";

    public string Title => "Verdict";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var (found, hasMore) = await problems.FindAsync(scene, onlyOpen: true, [], cancellationToken).ConfigureAwait(false);
        var counted = found.Where(problem => problem.PartOf is null).ToList();
        var states = scene.Sources.GroupBy(source => source.Status?.State.ToString().ToLowerInvariant() ?? "not heard of").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}");
        scene.Paper.Facts(
        [
            ("Problems", scene.Board.IsEvaluated ? SentenceOf(counted.Count, hasMore) : counted.Count == 0 ? ProblemRows.NothingJudged : $"{SentenceOf(counted.Count, hasMore)} Nothing is being evaluated at present."),
            .. counted.GroupBy(problem => problem.Severity).OrderByDescending(group => group.Key).Select(group => (NameOf(group.Key), group.Count().ToString(CultureInfo.InvariantCulture))),
            ("Daemons", scene.Sources.Count == 0 ? "none" : string.Join(", ", states)),
        ]);
        return counted.Count;
    }

    private static string SentenceOf(int count, bool hasMore) => (count, hasMore) switch
    {
        (0, false) => "No problem is open.",
        (1, false) => "1 problem is open.",
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"At least {count:N0} problems are open."),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} problems are open."),
    };

    private static string NameOf(ProblemSeverity severity) => $"of these {severity.ToString().ToLowerInvariant()}";
}
