using FlextMonitor.Client.Http;

namespace FlextMonitor.Client;

/// <summary>The recorded figures of one daemon, in rows of one length. All lists have as many items as <see cref="At"/>.</summary>
public sealed record SourceHistory
{
    /// <summary>The daemon.</summary>
    public required string Source { get; init; }

    /// <summary>The beginning of the first row (UTC).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the last row (UTC), at most now.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The length of a row.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>How much of the whole range was watched, percent, 0–100; <c>null</c> if the hub does not say. A mean says no more than this covers.</summary>
    public required double? SeenPercent { get; init; }

    /// <summary>What is older than this is kept no longer (UTC); <c>null</c> if the range is kept whole.</summary>
    public required DateTimeOffset? TruncatedBefore { get; init; }

    /// <summary>When each row begins (UTC), oldest first.</summary>
    public required IReadOnlyList<DateTimeOffset> At { get; init; }

    /// <summary>The figures by name.</summary>
    public required IReadOnlyDictionary<string, FigureHistory> Figures { get; init; }

    /// <summary>Seconds of each row in which the daemon was live; <c>null</c> where that is not known.</summary>
    public required IReadOnlyList<double?> LiveSeconds { get; init; }

    /// <summary>Seconds of each row in which it was degraded; <c>null</c> where that is not known.</summary>
    public required IReadOnlyList<double?> DegradedSeconds { get; init; }

    /// <summary>Seconds of each row in which it was down; <c>null</c> where that is not known.</summary>
    public required IReadOnlyList<double?> DownSeconds { get; init; }

    /// <summary>Seconds of each row in which the monitor did not watch it; <c>null</c> where that is not known.</summary>
    public required IReadOnlyList<double?> UnseenSeconds { get; init; }

    internal static SourceHistory Of(HistoryBody body) => new()
    {
        Source = body.Source,
        From = body.From,
        To = body.To,
        Step = TimeSpan.FromSeconds(body.StepSeconds),
        SeenPercent = body.SeenPercent,
        TruncatedBefore = body.TruncatedBefore,
        At = [.. body.At.Select(DateTimeOffset.FromUnixTimeMilliseconds)],
        Figures = body.Figures.ToDictionary(
            figure => figure.Key,
            figure => new FigureHistory(figure.Value.Mean ?? [], figure.Value.Min ?? [], figure.Value.Max ?? [], figure.Value.Increase ?? []),
            StringComparer.Ordinal),
        LiveSeconds = body.LiveSeconds,
        DegradedSeconds = body.DegradedSeconds,
        DownSeconds = body.DownSeconds,
        UnseenSeconds = body.UnseenSeconds,
    };
}
