using System.Diagnostics;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>Publishes a program of the repository into a folder that is the context of its image.</summary>
internal static class PublishedProgram
{
    /// <summary>For a publish or a build of an image on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>dotnet publish</c> and copies the program's Dockerfile beside what was published.</summary>
    /// <param name="project">A folder of <c>src</c>.</param>
    /// <param name="arguments">What else the command is given.</param>
    /// <returns>The folder.</returns>
    public static async Task<string> CreateAsync(string project, params string[] arguments)
    {
        var source = Path.Combine(ScenarioSettings.Root, "src", project);
        var published = Path.Combine(ScenarioSettings.Root, "artifacts", "scenarios", project);
        if (Directory.Exists(published))
        {
            Directory.Delete(published, recursive: true);
        }

        await RunAsync(["publish", source, "--output", published, "-nologo", .. arguments]).WaitAsync(Limit);
        File.Copy(Path.Combine(source, "Dockerfile"), Path.Combine(published, "Dockerfile"));
        return published;
    }

    private static async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:{Environment.NewLine}{await output}{await errors}");
        }
    }
}
