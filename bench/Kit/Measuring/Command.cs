namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A program to start.</summary>
/// <param name="Program">Its path, or its name if the system finds it.</param>
/// <param name="Arguments">The arguments, unquoted.</param>
/// <param name="WorkingDirectory">The working directory; null for that of this process.</param>
/// <param name="Environment">Environment variables in addition to those of this process.</param>
internal sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string? WorkingDirectory = null,
    IReadOnlyDictionary<string, string>? Environment = null);
