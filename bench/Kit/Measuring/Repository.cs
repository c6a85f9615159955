namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>Paths in the repository that these programs were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The output folder of <c>bench/run.sh</c>; not under version control.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts", "bench");

    /// <summary>The document that contains the figures.</summary>
    public static string PerformanceDocument => Path.Combine(Root, "docs", "performance.md");

    /// <summary>The release build of a program of this solution.</summary>
    public static string Program(string project, string assembly) =>
        Path.Combine(Root, project, "bin", "Release", "net10.0", assembly);

    /// <summary>One of the programs built from <c>bench/native</c>.</summary>
    public static string Native(string name) => Path.Combine(Artifacts, name);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "FlextMonitor.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository: start this from its build output.");
    }
}
