using FlextMonitor.Daemon.Meltano.Logs.Files;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class RunLogPathsTests
{
    private const string RunId = "0123456789abcdef0123456789abcdef";
    private const string Dashed = "01234567-89ab-cdef-0123-456789abcdef";

    private static readonly RunLogPaths Project = RunLogPaths.Of("/project", null, "/home/user/.local/state/meltano/log");

    [Theory]
    [InlineData(RunId)]
    [InlineData(Dashed)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    public void Of_StateIdWithColons_IsTheUsersFolderThenTheProjects(string runId) => Project.Of("dev:tap-x-to-target-y:full", runId).ShouldBe(
    [
        $"/home/user/.local/state/meltano/log/elt/devtap-x-to-target-yfull/{Dashed}/elt.log",
        $"/project/.meltano/logs/elt/devtap-x-to-target-yfull/{Dashed}/elt.log",
    ]);

    [Fact]
    public void Of_LogDirectoryOfTheSettings_IsTheOnlyOne()
    {
        RunLogPaths.Of("/project", "/var/log/meltano", "/home/user/log").Of("job", RunId).ShouldBe([$"/var/log/meltano/elt/job/{Dashed}/elt.log"]);
        RunLogPaths.Of("/project", "logs", null).Of("job", RunId).ShouldBe([$"/project/logs/elt/job/{Dashed}/elt.log"]);
    }

    [Fact]
    public void Of_BlanksAndSlashes_AreLookedForAsOldVersionsWroteThemToo() =>
        new RunLogPaths(["/r"]).Of("my job/a", RunId).ShouldBe([$"/r/elt/my joba/{Dashed}/elt.log", $"/r/elt/my_job_a/{Dashed}/elt.log"]);

    [Theory]
    [InlineData("..", RunId)]
    [InlineData(".", RunId)]
    [InlineData(":", RunId)]
    [InlineData("", RunId)]
    [InlineData("job", "../../etc/passwd")]
    [InlineData("job", "{01234567-89ab-cdef-0123-456789abcdef}")]
    [InlineData("job", "")]
    public void Of_IdsThatNameNoFolder_IsEmpty(string stateId, string runId) => Project.Of(stateId, runId).ShouldBeEmpty();

    [Property]
    public void Of_AnyStateId_StaysInsideTheRoots(NonNull<string> stateId) => ShouldStayInside(stateId.Get);

    [Property]
    public void Of_AnyPathAsStateId_StaysInsideTheRoots(NonEmptyArray<byte> steps) =>
        ShouldStayInside(string.Concat(steps.Get.Select(step => (step % 8) switch { 0 => "/", 1 => "..", 2 => "\\", 3 => ":", 4 => "\0", 5 => ".", 6 => " ", _ => "a" })));

    [Fact]
    public void UserLogFolder_OnLinux_IsTheStateHomeOrTheHome()
    {
        UserLogFolder.Find(Environment(("HOME", "/home/u"))).ShouldBe("/home/u/.local/state/meltano/log");
        UserLogFolder.Find(Environment(("HOME", "/home/u"), ("XDG_STATE_HOME", "/state"))).ShouldBe("/state/meltano/log");
        UserLogFolder.Find(Environment(("HOME", "/home/u"), ("XDG_STATE_HOME", "relative"))).ShouldBe("/home/u/.local/state/meltano/log");
        UserLogFolder.Find(Environment()).ShouldBeNull();
    }

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    private static void ShouldStayInside(string stateId)
    {
        foreach (var path in Project.Of(stateId, RunId))
        {
            var root = Project.Roots.Single(root => path.StartsWith(root + "/elt/", StringComparison.Ordinal));
            Path.GetFullPath(path).ShouldBe(path);
            path[(root.Length + "/elt/".Length)..].Count(character => character == '/').ShouldBe(2);
        }
    }
}
