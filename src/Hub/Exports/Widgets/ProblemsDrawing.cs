namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>A list of problems: those that are open, or all of the time shown.</summary>
internal sealed class ProblemsDrawing(OpenProblems problems) : IWidgetDrawing
{
    public string Type => "problems";

    public string Title => "Problems";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var onlyOpen = scene.Options.Text("state") != "all";
        var severities = scene.Options.List("severities");
        var (found, hasMore) = await problems.FindAsync(scene, onlyOpen, scene.Options.List("kinds"), cancellationToken).ConfigureAwait(false);
        var shown = found.Where(problem => severities.Count == 0 || severities.Contains(problem.Severity.ToString().ToLowerInvariant())).ToList();
        ProblemRows.Draw(scene, shown, hasMore, onlyOpen ? "None of these is open." : "None of these was seen in the time shown.");
        return shown.Count;
    }
}
