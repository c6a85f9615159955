using System.Globalization;
using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>One figure of some daemons: as it is now, or over the time shown.</summary>
internal sealed class FigureDrawing(FigureHistory history) : IWidgetDrawing
{
    private const string Live = "live";

    public string Type => "figure";

    public string Title => "Figure";

    public string TitleOf(WidgetOptions options) => FigureNames.TitleOf(options.Text("figure") ?? "cpuUsage");

    public async Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var (figure, of) = (scene.Options.Text("figure") ?? "cpuUsage", scene.Options.Text("of") ?? Live);

        // The delay of the present moment is measured where somebody looks. The hub knows that of its own, which history keeps.
        var asked = of == Live && figure == "delayMs" ? "last" : of;
        IReadOnlyList<HistoryResponse> read = asked == Live ? [] : await history.ReadAsync(scene.SourceNames, [figure], scene.Board.From, scene.Board.To, cancellationToken).ConfigureAwait(false);
        var combined = asked == Live ? CombinedFigure.Now(scene.Sources, figure) : CombinedFigure.Over(read, figure, asked);
        var value = combined.Value is { } known ? FigureNames.Text(figure, known) : "unknown";
        scene.Paper.Large(value);
        scene.Paper.Paragraph(CaptionOf(scene, combined, figure, of, read), isQuiet: true);
        return 1;
    }

    private static string CaptionOf(WidgetScene scene, CombinedFigure combined, string figure, string of, IReadOnlyList<HistoryResponse> read) => string.Join(" · ", new[]
    {
        $"{FigureNames.TitleOf(figure)}, {(of == Live ? "when this was made" : of)}",
        combined.Source is { } source ? source : "",
        combined.Known == scene.Sources.Count ? "" : string.Create(CultureInfo.InvariantCulture, $"known of {combined.Known} of {scene.Sources.Count} daemons"),
        read.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"watched for {read.Min(one => one.SeenPercent):0.0} % of the time shown or more"),
        LimitOf(scene.Options, combined.Value, figure),
    }.Where(part => part.Length > 0));

    private static string LimitOf(WidgetOptions options, double? value, string figure)
    {
        var (warn, critical) = (options.Number("warnAt"), options.Number("criticalAt"));
        var isLowBad = figure == "successRate" || critical < warn;
        bool IsPast(double? limit) => value is not null && (isLowBad ? value <= limit : value >= limit);
        return IsPast(critical) ? "beyond its critical limit" : IsPast(warn) ? "beyond its limit" : "";
    }
}
