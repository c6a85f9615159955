using FlextMonitor.Hub.Exports.Reports;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>For how long daemons answered, of the time that was watched.</summary>
internal sealed class AvailabilityDrawing(FigureHistory history) : IWidgetDrawing
{
    public string Type => "availability";

    public string Title => "Availability";

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var from = scene.Options.Number("days") is { } days ? scene.Board.Now - TimeSpan.FromDays(Math.Clamp(days, 1, 400)) : scene.Board.From;
        var to = scene.Options.Number("days") is null ? scene.Board.To : scene.Board.Now;
        DashboardReport.DrawRange(scene, from, to);
        AvailabilityTable.Draw(scene.Paper, await history.ReadAsync(scene.SourceNames, [], from, to, cancellationToken).ConfigureAwait(false));
        return scene.Sources.Count;
    }
}
