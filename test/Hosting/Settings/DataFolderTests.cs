using System.Runtime.Versioning;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace FlextMonitor.Hosting.Tests.Settings;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("data-folder-test-");

    [Theory]
    [InlineData(null, "data")]
    [InlineData(" ", "data")]
    [InlineData("kept/here", "kept/here")]
    public void PathOf_RelativeOrMissing_IsBelowTheContentRoot(string? setting, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataFolder.Key, setting)]).Build();

        var path = DataFolder.PathOf(configuration, new HostingEnvironment { ContentRootPath = _root.FullName });

        path.ShouldBe(Path.Combine(_root.FullName, expected));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Create_MissingFolder_IsItsOwnersAlone()
    {
        var folder = DataFolder.Create(Path.Combine(_root.FullName, "a", "b"));

        folder.UnixFileMode.ShouldBe(DataFolder.OwnerOnly);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Create_ExistingFolder_KeepsItsMode()
    {
        var mode = DataFolder.OwnerOnly | UnixFileMode.GroupRead;
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "shared"));
        folder.UnixFileMode = mode;

        DataFolder.Create(folder.FullName);

        File.GetUnixFileMode(folder.FullName).ShouldBe(mode);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
