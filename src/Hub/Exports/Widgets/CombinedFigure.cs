using FlextMonitor.Hub.History.Api;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>A figure of several daemons as one number, by the rules of the page: counts add up, of everything else the worst is shown with its daemon.</summary>
/// <param name="Value">Null if nothing of it is known.</param>
/// <param name="Source">The daemon whose figure it is; null where it is that of several.</param>
/// <param name="Known">Of how many daemons it is known.</param>
internal sealed record CombinedFigure(double? Value, string? Source, int Known)
{
    /// <summary>The figure as it is now.</summary>
    public static CombinedFigure Now(IEnumerable<SourceValues> sources, string figure) =>
        Of([.. sources.Select(source => (source.Name, source.ValueOf(figure)))], figure, isSum: FigureNames.UnitOf(figure) == FigureNames.Count, isLowWorst: figure == "successRate");

    /// <summary>The figure over a range.</summary>
    /// <param name="histories">One for each daemon.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="of"><c>mean</c>, <c>max</c>, <c>min</c> or <c>last</c>.</param>
    public static CombinedFigure Over(IEnumerable<HistoryResponse> histories, string figure, string of)
    {
        (string, double?)[] values = [.. histories.Select(history => (history.Source, ValueOf(history, figure, of)))];
        var isSum = FigureNames.UnitOf(figure) == FigureNames.Count && of is not ("min" or "max");
        if (!isSum && of == "mean")
        {
            double[] known = [.. values.Select(value => value.Item2).OfType<double>()];
            return new CombinedFigure(known.Length == 0 ? null : known.Average(), null, known.Length);
        }

        return Of(values, figure, isSum, isLowWorst: of == "min" || (of == "last" && figure == "successRate"));
    }

    private static CombinedFigure Of((string Source, double? Value)[] values, string figure, bool isSum, bool isLowWorst)
    {
        var known = values.Where(value => value.Value is not null).OrderBy(value => isLowWorst ? value.Value : -value.Value).ToList();
        return known.Count == 0 ? new CombinedFigure(null, null, 0)
            : isSum ? new CombinedFigure(known.Sum(value => value.Value), null, known.Count)
            : new CombinedFigure(known[0].Value, known[0].Source, known.Count);
    }

    private static double? ValueOf(HistoryResponse history, string figure, string of)
    {
        var parts = history.Figures[figure];
        if (parts.TryGetValue("increase", out var increase))
        {
            return increase.Any(value => value is not null) ? increase.Sum(value => value ?? 0) : null;
        }

        return of switch
        {
            "max" => parts["max"].Max(),
            "min" => parts["min"].Min(),
            "last" => parts["mean"].LastOrDefault(value => value is not null),
            _ => MeanOf(parts["mean"], [.. history.LiveSeconds.Zip(history.DegradedSeconds, (live, degraded) => live + degraded)]),
        };
    }

    // Weighted by time: a row that was hardly watched counts little.
    private static double? MeanOf(IReadOnlyList<double?> means, double[] seconds)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < means.Count; row++)
        {
            sum += (means[row] ?? 0) * (means[row] is null ? 0 : seconds[row]);
            weight += means[row] is null ? 0 : seconds[row];
        }

        return weight > 0 ? sum / weight : means.LastOrDefault(mean => mean is not null);
    }
}
