namespace FlextMonitor.Scenarios.Tests;

/// <summary>Settings from the environment; <c>test/run.sh</c> sets all of them.</summary>
internal static class ScenarioSettings
{
    /// <summary>The label of everything that one run creates, so that it can be removed if the run is interrupted.</summary>
    public const string LabelName = "flextmonitor.test";

    /// <summary>The base image of the daemon's image (<c>TEST_BASE_IMAGE</c>): Debian with perl-base.</summary>
    public static string BaseImage => Environment.GetEnvironmentVariable("TEST_BASE_IMAGE") ?? "debian:bookworm-slim";

    /// <summary>The base image of the monitor's image: one of Debian that has OpenSSL, without which the build would install it (<c>TEST_POSTGRES_IMAGE</c>).</summary>
    public static string BaseImageWithOpenSsl => Environment.GetEnvironmentVariable("TEST_POSTGRES_IMAGE") ?? "postgres:17";

    /// <summary>The label of this run (<c>TEST_RUN_LABEL</c>).</summary>
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
