using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>A figure that a threshold may watch.</summary>
internal sealed class ThresholdFigure
{
    private static readonly ThresholdFigure[] All =
    [
        new("cpuUsage", "CPU use") { OfSource = static stats => stats.CpuUsage },
        new("memoryUsage", "Memory use") { OfSource = static stats => stats.MemoryUsage },
        new("activePipelines", "The number of active pipelines") { OfSource = static stats => stats.ActivePipelines },
        new("activeConnections", "The number of connections") { OfSource = static stats => stats.ActiveConnections },
        new("successRate", "The success rate") { OfSource = static stats => stats.SuccessRate },
        new("totalExecutions", "The number of executions") { OfSource = static stats => stats.TotalExecutions },
        new("usualSeconds", "The usual duration in seconds") { OfPipeline = static pipeline => pipeline.Runs?.Usual?.TotalSeconds },
        new("failuresInARow", "The number of failures in a row") { OfPipeline = static pipeline => pipeline.Row.Count },
        new("durationSeconds", "The duration in seconds of the last run") { OfPipeline = static pipeline => pipeline.LastEnded?.Duration(default)?.TotalSeconds },
        new("rows", "The number of records of the last run") { OfPipeline = static pipeline => pipeline.LastEnded?.RecordsProcessed },
    ];

    private ThresholdFigure(string name, string label)
    {
        Name = name;
        Label = label;
    }

    /// <summary>Its name in rules and problems.</summary>
    public string Name { get; }

    /// <summary>What a sentence about it begins with.</summary>
    public string Label { get; }

    /// <summary>Reads it from a daemon's figures, null if not known; null for a figure of pipelines.</summary>
    public Func<DashboardStats, double?>? OfSource { get; private init; }

    /// <summary>Reads it of a pipeline, null if not known; null for a figure of sources.</summary>
    public Func<JudgedPipeline, double?>? OfPipeline { get; private init; }

    /// <summary>The names of all, in the order in which messages list them.</summary>
    public static IEnumerable<string> Names => All.Select(figure => figure.Name);

    public static ThresholdFigure? Find(string? name) => Array.Find(All, figure => figure.Name == name);
}
