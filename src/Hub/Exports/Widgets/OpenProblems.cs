using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Api;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>Reads the problems that widgets are about.</summary>
internal sealed class OpenProblems(ProblemReader reader)
{
    private const int MostPages = 3;

    /// <summary>Those that are open, or all of the time shown; newest first.</summary>
    /// <returns>The problems, and whether there are more than are read.</returns>
    public async Task<(IReadOnlyList<ProblemResponse> Problems, bool HasMore)> FindAsync(WidgetScene scene, bool onlyOpen, IReadOnlyList<string> kinds, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> sources = scene.IsWhole ? [.. scene.SourceNames, SourceNames.Monitor] : scene.SourceNames;
        if (sources.Count == 0)
        {
            return ([], false);
        }

        var found = new List<ProblemResponse>();
        ProblemsPlace? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var query = new ProblemsQuery(onlyOpen, onlyOpen ? null : scene.Board.From, onlyOpen ? null : scene.Board.To, sources, null, kinds, ProblemsQuery.Most, after);
            var answer = await reader.FindAsync(query, scene.Board.Rights, cancellationToken).ConfigureAwait(false);
            found.AddRange(answer.Problems.Where(problem => scene.Holds(problem.PipelineId, problem.PipelineName)));
            if (answer.Next is null)
            {
                return (found, false);
            }

            after = ProblemsPlace.Parse(answer.Next);
        }

        return (found, true);
    }
}
