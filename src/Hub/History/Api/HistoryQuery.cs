using System.Globalization;

namespace FlextMonitor.Hub.History.Api;

/// <summary>What is asked of history. All times are Unix milliseconds.</summary>
/// <param name="Sources">At least one.</param>
/// <param name="From">Where the range begins, 0 or more.</param>
/// <param name="To">Where it ends, later than <paramref name="From"/>.</param>
/// <param name="Points">The most rows.</param>
/// <param name="Figures">Names of figures, as the API names them.</param>
public sealed record HistoryQuery(IReadOnlyList<string> Sources, long From, long To, int Points, IReadOnlyCollection<string> Figures)
{
    /// <summary>The most sources of one query.</summary>
    public const int MostSources = 20;

    /// <summary>The most rows of an answer.</summary>
    public const int MostPoints = 2_000;

    /// <summary>The most rows of all sources together.</summary>
    public const int MostRows = 20_000;

    private const int DefaultPoints = 600;
    private static readonly TimeSpan DefaultRange = TimeSpan.FromHours(1);

    /// <summary>Whether the range ends whenever it is asked for, so that the same request has another answer later.</summary>
    public bool EndsNow { get; init; }

    /// <summary>Why the answer would be too large, as a sentence; null if it is not.</summary>
    public string? TooMuch => Sources.Count * Points <= MostRows ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Sources.Count} daemons with up to {Points} points each are {Sources.Count * Points} rows, and one answer has at most {MostRows}. Ask for fewer points or daemons.");

    /// <summary>Reads a request.</summary>
    /// <param name="request">What the caller wrote.</param>
    /// <param name="now">The present time, which ends a range that has no end.</param>
    /// <param name="problem">What is wrong and what is allowed, as a sentence.</param>
    /// <returns>Null if something is wrong.</returns>
    public static HistoryQuery? Read(HistoryRequest request, DateTimeOffset now, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(request);

        var (sources, figures) = (Distinct(request.Source), Distinct(request.Figures?.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))));
        var points = request.Points ?? DefaultPoints;
        var (to, from) = (TimeOf(request.To), TimeOf(request.From));
        var end = request.To is null ? now : to;
        var begin = request.From is null ? Latest(end - DefaultRange, DateTimeOffset.UnixEpoch) : from;
        problem = (begin, end) switch
        {
            (null, _) => $"from is '{request.From}', and must be a time since 1970 in ISO 8601, such as 2026-01-02T03:04:05Z.",
            (_, null) => $"to is '{request.To}', and must be a time since 1970 in ISO 8601, such as 2026-01-02T03:04:05Z.",
            _ when begin >= end => $"from is {begin:o}, and must be earlier than to, which is {end:o}.",
            _ when points is < 1 or > MostPoints => $"points is {points}, and may be 1 to {MostPoints}.",
            _ when sources.Count is 0 or > MostSources => $"source names {sources.Count} daemons, and must name 1 to {MostSources}.",
            _ when figures.FirstOrDefault(figure => !FigureColumns.Exists(figure)) is { } unknown => $"figures names '{unknown}'. Known figures: {string.Join(", ", FigureColumns.Names)}.",
            _ => null,
        };
        return problem is null
            ? new HistoryQuery(sources, begin!.Value.ToUnixTimeMilliseconds(), end!.Value.ToUnixTimeMilliseconds(), points, figures.Count > 0 ? figures : FigureColumns.Names) { EndsNow = request.To is null }
            : null;
    }

    /// <summary>A time in ISO 8601, in UTC if it names no zone; null if it is none, or before 1970.</summary>
    public static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time >= DateTimeOffset.UnixEpoch ? time : null;

    private static DateTimeOffset? Latest(DateTimeOffset? time, DateTimeOffset other) => time < other ? other : time;

    private static List<string> Distinct(IEnumerable<string?>? texts) => [.. (texts ?? []).OfType<string>().Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
}
