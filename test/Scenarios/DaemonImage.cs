using System.Diagnostics;
using System.Runtime.InteropServices;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>The image of the daemon, built once for all tests with the two commands of its Dockerfile.</summary>
public sealed class DaemonImage : IAsyncLifetime
{
    private static readonly TimeSpan BuildTimeout = TimeSpan.FromMinutes(5);

    private static readonly string Published = Path.Combine(ScenarioSettings.Root, "artifacts", "scenarios", "daemon");

    private IFutureDockerImage? _image;

    /// <summary>The built image.</summary>
    internal IImage Image => _image ?? throw new InvalidOperationException("The image has not been built.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await PublishAsync().WaitAsync(BuildTimeout);
        File.Copy(Path.Combine(ScenarioSettings.Root, "src", "Daemon", "Dockerfile"), Path.Combine(Published, "Dockerfile"), overwrite: true);
        _image = new ImageFromDockerfileBuilder()
            .WithName($"flextmonitor-test-daemon:{ScenarioSettings.RunLabel}")
            .WithDockerfileDirectory(Published)
            .WithBuildArgument("BASE_IMAGE", ScenarioSettings.BaseImage)
            .WithLabel(ScenarioSettings.LabelName, ScenarioSettings.RunLabel)
            .Build();
        await _image.CreateAsync().WaitAsync(BuildTimeout);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_image is not null)
        {
            await _image.DeleteAsync().DefaultTimeout();
        }
    }

    private static async Task PublishAsync()
    {
        var runtime = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(ScenarioSettings.Root, "src", "Daemon"), "--runtime", runtime, "--self-contained",
                "--artifacts-path", Path.Combine(ScenarioSettings.Root, "artifacts", "scenarios", "build"), "--output", Published, "-nologo",

                // They have run when the tests were built.
                "-property:RunAnalyzers=false",
            ])
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
            throw new InvalidOperationException($"The daemon could not be published:{Environment.NewLine}{await output}{await errors}");
        }
    }
}
