using FlextMonitor.Daemon.Meltano.Health;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Testing.Meltano;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>What is read of a project, and how changes of its files are taken.</summary>
public sealed class ProjectFilesTests : IDisposable
{
    private readonly MeltanoFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_IncludePaths_AddsWhatFits()
    {
        _folder.Write("meltano.yml", "include_paths: ['./parts/*.yml', 'more/[0-9]*/jobs.yml', '**/deep.yml']\njobs: [{name: one, tasks: [a]}]");
        _folder.Write("parts/b.yml", "jobs: [{name: two, tasks: [a]}]");
        _folder.Write("parts/.hidden.yml", "jobs: [{name: hidden, tasks: [a]}]");
        _folder.Write("more/1st/jobs.yml", "jobs: [{name: three, tasks: [a]}]");
        _folder.Write("more/other/jobs.yml", "jobs: [{name: not, tasks: [a]}]");
        _folder.Write("x/y/deep.yml", "schedules: [{name: four, interval: '@daily', job: one}]");

        var project = ProjectReader.Read(_folder.Path);

        project.Jobs.Select(job => job.Name).ShouldBe(["one", "two", "three"]);
        project.Schedules.ShouldHaveSingleItem().Name.ShouldBe("four");
    }

    [Theory]
    [InlineData("jobs:\n- name: x\n  tasks: [a\n", "meltano.yml, line ")]
    [InlineData("jobs:\n  x: y\n", "meltano.yml, line 2: 'jobs' must be a list")]
    [InlineData("version: 1\njobs:\n- tasks: [a]\n", "meltano.yml, line 3: 'name' is missing")]
    [InlineData("", "meltano.yml is empty")]
    [InlineData("- a\n", "meltano.yml, line 1: the file holds no settings")]
    public void Read_ABrokenFile_NamesLineAndReason(string yaml, string reason)
    {
        _folder.Write("meltano.yml", yaml);

        Should.Throw<ProjectFileException>(() => ProjectReader.Read(_folder.Path)).Message.ShouldStartWith(reason);
    }

    [Theory]
    [InlineData("config: &c {x: *c}", "meltano.yml, line 1: ")]
    [InlineData("jobs: [{name: a, tasks: &t [x, *t]}]", "meltano.yml, line 1: ")]
    [InlineData("a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]", "meltano.yml, line ")]
    public void Read_AliasesWithoutAnEnd_AreRefusedWithTheirLine(string yaml, string reason)
    {
        _folder.Write("meltano.yml", yaml);

        Should.Throw<ProjectFileException>(() => ProjectReader.Read(_folder.Path)).Message.ShouldStartWith(reason);
    }

    [Fact]
    public void Read_AFileThatIsNestedTooDeeply_IsRefused()
    {
        _folder.Write("meltano.yml", "x: " + new string('[', 100_000));

        Should.Throw<ProjectFileException>(() => ProjectReader.Read(_folder.Path)).Message.ShouldContain("inside each other");
    }

    [Fact]
    public void Read_MergedSections_HaveTheKeysThatTheyDoNotHaveThemselves()
    {
        _folder.Write("meltano.yml", "base: &base {interval: '@daily', job: one}\nschedules:\n- {<<: *base, name: a}\n- {<<: [{job: two}, *base], name: b}\n");

        ProjectReader.Read(_folder.Path).Schedules.Select(schedule => (schedule.Name, schedule.Interval, schedule.Job)).ShouldBe([("a", "@daily", "one"), ("b", "@daily", "two")]);
    }

    [Fact]
    public async Task Step_AnIncludedFileThatWasBrokenAtTheStart_IsReadOnceItIsMended_AndNewOnesAreFound()
    {
        _folder.Write("meltano.yml", "include_paths: ['jobs/*.yml']");
        _folder.Write("jobs/a.yml", "jobs: [");
        await using var rig = new MeltanoRig(_folder);
        rig.Files.Step();
        var broken = rig.Files.Broken;

        _folder.Write("jobs/a.yml", "jobs: [{name: a, tasks: [x]}]");
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        rig.Files.Step();
        var mended = rig.Files.Current?.Jobs.Length;

        _folder.Write("jobs/a.yml", "jobs: [{name: a, tasks: [x]}, {name: b, tasks: [x]}]");
        rig.Files.Step();
        rig.Files.Step();
        var changed = rig.Files.Current?.Jobs.Length;

        _folder.Write("jobs/c.yml", "jobs: [{name: c, tasks: [x]}]");
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        rig.Files.Step();
        var added = rig.Files.Current?.Jobs.Length;

        broken.ShouldNotBeNull().ShouldContain("a.yml, line ");
        (mended, changed, added).ShouldBe((1, 2, 3));
    }

    [Fact]
    public void Read_ABrokenIncludedFile_IsNamedFromTheProjectsFolder()
    {
        _folder.Write("meltano.yml", "include_paths: ['parts/*.yml']");
        _folder.Write("parts/more.yml", "jobs: x: y");

        var failure = Should.Throw<ProjectFileException>(() => ProjectReader.Read(_folder.Path));

        failure.Message.ShouldStartWith("parts/more.yml, line 1: ");
        failure.Message.ShouldNotEndWith(".");
    }

    [Fact]
    public void DotEnv_Lines_AreReadAsAShellWould()
    {
        string[] lines = ["# comment", "", "A=1", "export B = two words # why", "C='x # y'", "D=\"a=b\"", "A=2", "=none", "nothing", "E=\"one", "two\\nthree\"", "F=${A}:$A", "G='${A}'", "H="];

        var variables = DotEnv.Parse(string.Join('\n', lines));

        variables.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)).ShouldBe(
            [("A", "2"), ("B", "two words"), ("C", "x # y"), ("D", "a=b"), ("E", "one\ntwo\nthree"), ("F", "2:$A"), ("G", "${A}"), ("H", "")]);
    }

    [Fact]
    public async Task Step_AFileThatChanges_IsReadOnceItRests_AndABrokenOneKeepsTheReadingBefore()
    {
        await using var rig = new MeltanoRig(_folder);
        _folder.Write("meltano.yml", MeltanoFolder.DefaultYaml + "\n- {name: hourly, interval: '@hourly', job: daily-load}\n");
        rig.Files.Step();
        var writing = rig.Files.Current!.Schedules.Length;
        rig.Files.Step();
        var read = rig.Files.Current!.Schedules.Length;

        _folder.Write("meltano.yml", "jobs: [");
        rig.Files.Step();
        rig.Files.Step();
        var broken = await new ProjectCheck(rig.Files).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        var kept = rig.Files.Current!.Schedules.Length;

        _folder.Write("meltano.yml", MeltanoFolder.DefaultYaml);
        rig.Files.Step();
        rig.Files.Step();
        var mended = await new ProjectCheck(rig.Files).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        (writing, read, kept).ShouldBe((1, 2, 2));
        (broken.Status, mended.Status).ShouldBe((HealthStatus.Degraded, HealthStatus.Healthy));
        broken.Description.ShouldNotBeNull().ShouldStartWith("meltano.yml, line ");
        rig.Files.Current!.Schedules.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Database_AsTheProjectSays_IsFoundInItsOrder()
    {
        _folder.Write("meltano.yml", MeltanoFolder.DefaultYaml + "\ndatabase_uri: sqlite:///$MELTANO_SYS_DIR_ROOT/other.db\n");
        await using (var rig = new MeltanoRig(_folder))
        {
            await rig.ReadAsync();
            rig.Reader.Failure.ShouldNotBeNull().ShouldContain(Path.Combine(_folder.Path, ".meltano", "other.db"));
        }

        _folder.Write(".env", "MELTANO_DATABASE_URI=sqlite:///elsewhere.db");
        await using (var rig = new MeltanoRig(_folder))
        {
            await rig.ReadAsync();
            rig.Reader.Failure.ShouldNotBeNull().ShouldContain(Path.Combine(_folder.Path, "elsewhere.db"));
        }

        _folder.Write(".env", "MELTANO_DATABASE_URI=\nNAME=third");
        _folder.Write("meltano.yml", MeltanoFolder.DefaultYaml + "\nenv: {SUFFIX: db}\ndatabase_uri: sqlite:///${MELTANO_PROJECT_ROOT}/$NAME.$SUFFIX\n");
        await using (var rig = new MeltanoRig(_folder))
        {
            await rig.ReadAsync();
            rig.Reader.Failure.ShouldNotBeNull().ShouldContain(Path.Combine(_folder.Path, "third.db"));
        }

        await using (var rig = new MeltanoRig(_folder, MeltanoRig.OptionsOf(_folder) with { DatabaseUri = "mysql://root:secret@db/x" }))
        {
            await rig.ReadAsync();
            var failure = rig.Reader.Failure.ShouldNotBeNull();
            failure.ShouldContain("must be sqlite:///");
            failure.ShouldNotContain("secret");
        }
    }
}
