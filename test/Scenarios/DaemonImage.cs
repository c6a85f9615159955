using DotNet.Testcontainers.Images;
using FlextMonitor.Testing;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>The image of the daemon, built once for all tests with the two commands of its Dockerfile.</summary>
public sealed class DaemonImage : IAsyncLifetime
{
    private IFutureDockerImage? _image;

    /// <summary>The built image.</summary>
    internal IImage Image => _image ?? throw new InvalidOperationException("The image has not been built.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var published = await PublishedProgram.CreateAsync("Daemon", SelfContained.Arguments);
        _image = await TestImage.BuildAsync("daemon", published, ScenarioSettings.BaseImage);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_image is not null)
        {
            await _image.DeleteAsync().DefaultTimeout();
        }
    }
}
