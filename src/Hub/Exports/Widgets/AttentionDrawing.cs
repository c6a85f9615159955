namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>What needs somebody: open problems that are not part of another one.</summary>
internal sealed class AttentionDrawing(OpenProblems problems) : IWidgetDrawing
{
    public string Type => "attention";

    public string Title => "Attention";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var (found, hasMore) = await problems.FindAsync(scene, onlyOpen: true, [], cancellationToken).ConfigureAwait(false);
        var shown = found.Where(problem => problem.PartOf is null).ToList();
        ProblemRows.Draw(scene, shown, hasMore, "No problem is open.");
        return shown.Count;
    }
}
