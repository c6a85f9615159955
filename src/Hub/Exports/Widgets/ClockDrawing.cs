using System.Globalization;
using FlextMonitor.Hub.Exports.Files;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>The time at which the document was made, in the zone of the widget.</summary>
internal sealed class ClockDrawing : IWidgetDrawing
{
    public string Type => "clock";

    public bool NeedsSources => false;

    public string Title => "Time";

    public Task<long> DrawAsync(WidgetScene scene, CancellationToken cancellationToken)
    {
        var name = scene.Options.Text("zone");
        var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(name ?? scene.Board.Zone.Id, out var zone);
        var at = LocalTime.In(isKnown ? zone! : TimeZoneInfo.Utc, scene.Board.Now.UtcDateTime);
        scene.Paper.Facts([(isKnown ? zone!.Id : $"UTC (unknown zone {name})", at.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture))]);
        return Task.FromResult(0L);
    }
}
