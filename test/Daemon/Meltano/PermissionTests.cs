using System.Runtime.Versioning;
using FlextMonitor.Daemon.Meltano.Health;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Testing.Meltano;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>Files and folders of a project that the daemon's user may not use. As the synchronous code that these tests call shows, no thread is changed.</summary>
[SupportedOSPlatform("linux")]
public sealed class PermissionTests : IAsyncLifetime
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Usual = Open | UnixFileMode.UserWrite;

    private readonly MeltanoFolder _folder = new();
    private MeltanoRig _rig = null!;

    private string SystemFolder => Path.GetDirectoryName(_folder.DatabasePath)!;

    public async ValueTask InitializeAsync()
    {
        var table = await _folder.CreateDatabaseAsync();
        _rig = new MeltanoRig(_folder);
        await table.InsertAsync(new MeltanoRun(_rig.Now));
        File.SetUnixFileMode(Path.GetDirectoryName(_folder.Path)!, Usual);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        File.SetUnixFileMode(SystemFolder, Usual);
        _folder.Dispose();
    }

    [Fact]
    public void Read_ADatabaseThatMayNotBeRead_SaysSoAndWhatToDo()
    {
        File.SetUnixFileMode(_folder.DatabasePath, UnixFileMode.None);

        ReadAsOther();

        _rig.Reader.Failure.ShouldNotBeNull().ShouldContain($"{_folder.DatabasePath} cannot be read");
        _rig.Reader.Failure.ShouldContain("Give the user of the daemon the right to read it");
    }

    [Fact]
    public async Task Read_AnotherUsersFolderThatMayBeWrittenTo_LeavesNothingThere()
    {
        File.SetUnixFileMode(SystemFolder, Usual | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        var before = Directory.GetFiles(SystemFolder);

        ReadAsOther();

        _rig.Reader.Failure.ShouldBeNull();
        _rig.Index.Count.ShouldBe(1);
        _rig.Reader.Description.ShouldNotBeNull().ShouldContain("Run the daemon as Meltano's user");
        Directory.GetFiles(SystemFolder).ShouldBe(before);
        await (await _folder.CreateDatabaseAsync()).InsertAsync(new MeltanoRun(_rig.Now));
    }

    [Fact]
    public void Read_AFolderThatMayNotBeEntered_IsNotTakenForAMissingFile()
    {
        File.SetUnixFileMode(SystemFolder, UnixFileMode.None);

        ReadAsOther();

        _rig.Reader.Failure.ShouldNotBeNull().ShouldContain(_folder.DatabasePath);
        _rig.Reader.Failure.ShouldContain("the right to enter the folder");
    }

    [Fact]
    public void Read_AFolderThatMayNotBeWrittenTo_GoesByACopyAndSaysSo()
    {
        File.SetUnixFileMode(SystemFolder, Open);

        ReadAsOther();

        _rig.Reader.Failure.ShouldBeNull();
        _rig.Index.Count.ShouldBe(1);
        _rig.Reader.Description.ShouldNotBeNull().ShouldContain("by way of a copy that is at most 10 s old");
    }

    [Fact]
    public void Step_AProjectFileThatMayNotBeRead_KeepsTheReadingBeforeAndSaysSo()
    {
        _folder.Write(ProjectReader.MainFile, "jobs: []");
        File.SetUnixFileMode(Path.Combine(_folder.Path, ProjectReader.MainFile), UnixFileMode.None);

        using (new OtherUser())
        {
            _rig.Files.Step();
            _rig.Files.Step();
        }

        _rig.Files.Broken.ShouldNotBeNull().ShouldStartWith("meltano.yml cannot be read: ");
        _rig.Files.Current!.Jobs.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Check_ALogFolderThatMayNotBeRead_IsDegradedAndSaysWhatToDo()
    {
        var logs = Directory.CreateDirectory(Path.Combine(_folder.Path, ".meltano", "logs")).FullName;
        File.SetUnixFileMode(logs, UnixFileMode.None);

        Task<HealthCheckResult> check;
        using (new OtherUser())
        {
            check = new LogFolderCheck(MeltanoRig.OptionsOf(_folder), _rig.Logs, _rig.Index).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
            check.IsCompletedSuccessfully.ShouldBeTrue();
        }

        File.SetUnixFileMode(logs, Usual);
        (await check).Status.ShouldBe(HealthStatus.Degraded);
        (await check).Description.ShouldNotBeNull().ShouldContain("Give the user of the daemon the right to read the logs");
    }

    private void ReadAsOther()
    {
        using (new OtherUser())
        {
            // SQLite works on the calling thread.
            _rig.Reader.StepAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully.ShouldBeTrue();
        }
    }
}
