namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A program to start.</summary>
/// <param name="Program">Its path, or its name where the system finds it.</param>
/// <param name="Arguments">Each as the program sees it.</param>
/// <param name="WorkingDirectory">Where it runs; null: where this process does.</param>
/// <param name="Environment">Variables beside those of this process.</param>
internal sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string? WorkingDirectory = null,
    IReadOnlyDictionary<string, string>? Environment = null);
