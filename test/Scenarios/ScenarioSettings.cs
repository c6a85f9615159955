namespace FlextMonitor.Scenarios.Tests;

/// <summary>What the surroundings decide; <c>test/run.sh</c> sets all of it.</summary>
internal static class ScenarioSettings
{
    /// <summary>Under which everything of one run is found again, to be removed should the run break off.</summary>
    public const string LabelName = "flextmonitor.test";

    /// <summary>What the daemon's image stands on (<c>TEST_BASE_IMAGE</c>): Debian with perl-base.</summary>
    public static string BaseImage => Environment.GetEnvironmentVariable("TEST_BASE_IMAGE") ?? "debian:bookworm-slim";

    /// <summary>Which run this is (<c>TEST_RUN_LABEL</c>).</summary>
    public static string RunLabel => Environment.GetEnvironmentVariable("TEST_RUN_LABEL") ?? "alone";

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "FlextMonitor.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
