using System.Globalization;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>What people call figures, and their units.</summary>
internal static class FigureNames
{
    private static readonly Dictionary<string, (string Title, string Unit)> Known = new(StringComparer.Ordinal)
    {
        ["cpuUsage"] = ("CPU of the host", Percent),
        ["memoryUsage"] = ("Memory of the host", Percent),
        ["activePipelines"] = ("Active pipelines", Count),
        ["activeConnections"] = ("Active connections", Count),
        ["successRate"] = ("Success rate", Percent),
        ["delayMs"] = ("Delay", Milliseconds),
        ["totalExecutions"] = ("Runs", Count),
    };

    public const string Percent = "%";
    public const string Count = "";
    public const string Milliseconds = "ms";

    public static string TitleOf(string figure) => Known.TryGetValue(figure, out var known) ? known.Title : figure;

    /// <summary>The unit; empty for what is counted.</summary>
    public static string UnitOf(string figure) => Known.TryGetValue(figure, out var known) ? known.Unit : Count;

    public static string Text(string figure, double value) => UnitOf(figure) switch
    {
        Percent => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} %"),
        Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{value:N0} ms"),
        _ => value.ToString("#,0.#", CultureInfo.InvariantCulture),
    };
}
