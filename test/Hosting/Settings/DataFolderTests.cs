using System.Runtime.Versioning;
using FlextMonitor.Hosting.Programs;
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

    [Fact]
    [SupportedOSPlatform("linux")]
    public void CreateClosed_ExistingFolderThatIsOpen_IsClosed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "keys"));
        folder.UnixFileMode = DataFolder.OwnerOnly | UnixFileMode.GroupRead;

        DataFolder.CreateClosed(folder.FullName).UnixFileMode.ShouldBe(DataFolder.OwnerOnly);
    }

    /// <summary>Not even root may change the mode of a folder of <c>/proc</c>, as others may not change that of a folder which is not theirs.</summary>
    [Fact]
    [SupportedOSPlatform("linux")]
    public void CreateClosed_FolderWhoseModeCannotBeChanged_IsExplained()
    {
        var refused = Should.Throw<StartException>(() => DataFolder.CreateClosed("/proc/self/task"));

        refused.Message.ShouldStartWith("DataDirectory must be a folder of this user's, but /proc/self/task cannot be created or closed to other users: ");
    }

    public void Dispose() => _root.Delete(recursive: true);
}
