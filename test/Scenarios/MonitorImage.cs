using System.Runtime.InteropServices;
using DotNet.Testcontainers.Images;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>
/// The image of the monitor. The long form builds it with the two commands of its Dockerfile. A self-contained publish takes a minute, so the short form
/// publishes what has been built for the tests, and puts the runtime that they run on beside it.
/// </summary>
public sealed class MonitorImage : IAsyncLifetime
{
    private const string Runtime = "dotnet";

    private IFutureDockerImage? _image;

    /// <summary>The built image.</summary>
    internal IImage Image => _image ?? throw new InvalidOperationException("The image has not been built.");

    /// <summary>What a container of it has to be given in its environment.</summary>
    internal static IReadOnlyDictionary<string, string> Environment { get; } =
        LongTests.AreWanted ? new Dictionary<string, string>() : new Dictionary<string, string> { ["DOTNET_ROOT"] = $"/app/{Runtime}" };

    /// <summary>The configuration that the tests were built in.</summary>
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var published = LongTests.AreWanted
            ? await PublishedProgram.CreateAsync("Web", ["--configuration", "Release", .. SelfContained.Arguments])
            : await PublishedProgram.CreateAsync("Web", "--no-build", "--configuration", Configuration);
        if (!LongTests.AreWanted)
        {
            CopyRuntime(Path.Combine(published, Runtime));
        }

        _image = await TestImage.BuildAsync("monitor", published, ScenarioSettings.BaseImageWithOpenSsl);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_image is not null)
        {
            await _image.DeleteAsync().DefaultTimeout();
        }
    }

    private static void CopyRuntime(string target)
    {
        // The folder is ROOT/shared/Microsoft.NETCore.App/VERSION.
        var framework = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var root = framework.Parent!.Parent!.Parent!.FullName;
        foreach (var part in new[] { "host/fxr", "shared/Microsoft.NETCore.App", "shared/Microsoft.AspNetCore.App" })
        {
            var from = Path.Combine(root, part, framework.Name);
            var to = Directory.CreateDirectory(Path.Combine(target, part, framework.Name)).FullName;
            foreach (var file in Directory.EnumerateFiles(from))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }
    }
}
