using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>Paths in the repository that these programs were built from.</summary>
internal static class BenchPaths
{
    /// <summary>The output folder of <c>bench/run.sh</c>; not under version control.</summary>
    public static string Artifacts => Path.Combine(Repository.Root, "artifacts", "bench");

    /// <summary>The document that contains the figures.</summary>
    public static string PerformanceDocument => Path.Combine(Repository.Root, "docs", "performance.md");

    /// <summary>The release build of a program of this solution.</summary>
    public static string Program(string project, string assembly) =>
        Path.Combine(Repository.Root, project, "bin", "Release", "net10.0", assembly);

    /// <summary>One of the programs built from <c>bench/native</c>.</summary>
    public static string Native(string name) => Path.Combine(Artifacts, name);
}
