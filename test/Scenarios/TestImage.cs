using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Images;

namespace FlextMonitor.Scenarios.Tests;

/// <summary>Images that are built from a published program.</summary>
internal static class TestImage
{
    /// <summary>Builds one. The caller deletes it.</summary>
    /// <param name="name">What it is of, such as <c>daemon</c>.</param>
    /// <param name="published">The folder of the program and its Dockerfile.</param>
    /// <param name="baseImage">What it stands on.</param>
    public static async Task<IFutureDockerImage> BuildAsync(string name, string published, string baseImage)
    {
        var image = new ImageFromDockerfileBuilder()
            .WithName($"flextmonitor-test-{name}:{ScenarioSettings.RunLabel}")
            .WithDockerfileDirectory(published)
            .WithBuildArgument("BASE_IMAGE", baseImage)
            .WithLabel(ScenarioSettings.LabelName, ScenarioSettings.RunLabel)
            .Build();
        await image.CreateAsync().WaitAsync(PublishedProgram.Limit);
        return image;
    }
}
