using System.Runtime.InteropServices;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>A publish with the runtime in it.</summary>
internal static class SelfContained
{
    /// <summary>The arguments of <c>dotnet publish</c>.</summary>
    public static string[] Arguments { get; } =
    [
        "--runtime", $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", "--self-contained",
        "--artifacts-path", Path.Combine(ScenarioSettings.Root, "artifacts", "scenarios", "build"),

        // They have run when the tests were built.
        "-property:RunAnalyzers=false",
    ];
}
