namespace FlextMonitor.Hub.Dashboards.Documents;

/// <summary>The types of widgets, each with its options. All options may be missing.</summary>
internal static class WidgetTypes
{
    private const int LongestSearch = 1000;
    private const int LongestWord = 64;
    private const int MostWords = 50;

    private static readonly WordShape Figure = new("cpuUsage", "memoryUsage", "activePipelines", "activeConnections", "successRate", "delayMs", "totalExecutions");
    private static readonly TextShape Pattern = new(1, DashboardLimits.LongestPattern);
    private static readonly ListShape Patterns = new(0, DashboardLimits.MostPatterns, Pattern);
    private static readonly ObjectShape Series = new(
        new ShapedField("figure", Figure, IsRequired: true),
        new ShapedField("source", Pattern, IsRequired: false, "A pattern of daemons: one line for each that it matches. All if it is missing."));

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, ValueShape> All { get; } = new SortedDictionary<string, ValueShape>(StringComparer.Ordinal)
    {
        ["verdict"] = With(),
        ["attention"] = With(),
        ["fleet"] = With(),
        ["components"] = With(),
        ["timeline"] = With(new ShapedField("hours", NumberShape.Whole(1, 168))),
        ["pipelines"] = With(new ShapedField("sort", new TextShape(1, LongestWord))),
        ["clock"] = With(
            new ShapedField("zone", new TextShape(1, LongestWord), IsRequired: false, "An IANA time zone such as Europe/Lisbon. That of the browser if it is missing."),
            new ShapedField("seconds", new FlagShape())),
        ["figure"] = With(
            new ShapedField("figure", Figure),
            new ShapedField("of", new WordShape("live", "mean", "max", "min", "last"), IsRequired: false, "The present value, or one over the range."),
            new ShapedField("warnAt", NumberShape.Any),
            new ShapedField("criticalAt", NumberShape.Any)),
        ["chart"] = With(
            new ShapedField("series", new ListShape(1, DashboardLimits.MostSeries, Series)),
            new ShapedField("band", new FlagShape(), IsRequired: false, "Whether minimum and maximum are shown around the mean."),
            new ShapedField("axisMin", NumberShape.Any),
            new ShapedField("axisMax", NumberShape.Any)),
        ["runs"] = With(
            new ShapedField("search", new TextShape(0, LongestSearch), IsRequired: false, "The text of a search on the page of runs."),
            new ShapedField("limit", NumberShape.Whole(5, 200))),
        ["calendar"] = With(new ShapedField("days", NumberShape.Whole(7, 400))),
        ["durations"] = With(new ShapedField("days", NumberShape.Whole(7, 400))),
        ["availability"] = With(new ShapedField("days", NumberShape.Whole(1, 400), IsRequired: false, "The range of the dashboard if it is missing.")),
        ["problems"] = With(
            new ShapedField("state", new WordShape("open", "all")),
            new ShapedField("kinds", new ListShape(0, MostWords, new TextShape(1, LongestWord))),
            new ShapedField("severities", new ListShape(0, MostWords, new WordShape("info", "warning", "critical")))),
        ["log"] = With(
            new ShapedField("source", Pattern),
            new ShapedField("pipeline", Pattern, IsRequired: false, "The pipeline whose last run is shown."),
            new ShapedField("execution", Pattern, IsRequired: false, "The run that is shown, in place of a pipeline's last one."),
            new ShapedField("lines", NumberShape.Whole(10, 1000)),
            new ShapedField("follow", new FlagShape())),
        ["text"] = With(new ShapedField("markdown", new TextShape(0, DashboardLimits.LongestMarkdown, isOneLine: false), IsRequired: false, "A subset of Markdown without HTML.")),
    };

    private static ObjectShape With(params ShapedField[] own) => new([
        new ShapedField("title", new TextShape(0, DashboardLimits.LongestTitle), IsRequired: false, "The name of the type if it is missing."),
        new ShapedField("sources", Patterns, IsRequired: false, "Patterns of daemons: * stands for any text, ? for one character. All that one may see if it is missing or empty."),
        new ShapedField("pipelines", Patterns, IsRequired: false, "Patterns of ids or names of pipelines. All if it is missing or empty."),
        .. own,
    ]);
}
