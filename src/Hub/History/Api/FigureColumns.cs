using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Api;

/// <summary>How the API names figures and shows their values.</summary>
internal static class FigureColumns
{
    private const int Decimals = 2;

    private static readonly Dictionary<string, Figure> ByName = new(StringComparer.Ordinal)
    {
        ["cpuUsage"] = Figure.CpuUsage,
        ["memoryUsage"] = Figure.MemoryUsage,
        ["activePipelines"] = Figure.ActivePipelines,
        ["activeConnections"] = Figure.ActiveConnections,
        ["successRate"] = Figure.SuccessRate,
        ["delayMs"] = Figure.DelayMs,
        ["totalExecutions"] = Figure.TotalExecutions,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static bool Exists(string name) => ByName.ContainsKey(name);

    /// <summary>The columns of one figure; null where it is not known.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="buckets">The buckets, one for each row.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<double?>> Of(string name, IReadOnlyList<Bucket> buckets)
    {
        var figure = ByName[name];
        if (figure == Figure.TotalExecutions)
        {
            return new Dictionary<string, IReadOnlyList<double?>> { ["increase"] = [.. buckets.Select(bucket => (double?)bucket.TotalExecutions.Increase)] };
        }

        var unit = figure is Figure.CpuUsage or Figure.MemoryUsage or Figure.SuccessRate ? 10 : 1;
        return new Dictionary<string, IReadOnlyList<double?>>
        {
            ["mean"] = [.. buckets.Select(bucket => Shown(bucket[figure].Mean, unit))],
            ["min"] = [.. buckets.Select(bucket => Shown(bucket[figure].Min, unit))],
            ["max"] = [.. buckets.Select(bucket => Shown(bucket[figure].Max, unit))],
        };
    }

    private static double? Shown(double? value, int unit) => value is { } known ? Math.Round(known / unit, Decimals) : null;
}
