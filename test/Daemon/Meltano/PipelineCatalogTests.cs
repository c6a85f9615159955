using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Runs;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class PipelineCatalogTests : IDisposable
{
    private const string Yaml = """
        plugins:
          extractors: [{name: tap-a}, {name: gitlab}]
          loaders: [{name: target-b}, {name: warehouse}]
        jobs:
        - name: manual-load
          tasks: [tap-a target-b]
        - name: daily-load
          tasks:
          - tap-a hide-secrets target-b
          - [gitlab, warehouse]
          - dbt-postgres:run
        - name: models
          tasks: ['dbt-postgres:run']
        schedules:
        - {name: nightly, interval: '@daily', job: daily-load}
        - {name: never, interval: '@once', job: manual-load}
        - {name: models-daily, interval: '@daily', job: models}
        - {name: elt-hourly, interval: '@hourly', extractor: tap-a, loader: warehouse, transform: skip}
        - {name: lost, interval: '@daily', job: gone}
        - {name: odd, interval: 'every day', job: daily-load}
        """;

    private readonly MeltanoFolder _folder = new(Yaml);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dev:gitlab-to-warehouse", "daily-load")]
    [InlineData("prod:gitlab-to-warehouse:eu", "daily-load")]
    [InlineData("gitlab-to-warehouse", "daily-load")]
    [InlineData("gitlab-to-warehouse:eu", "daily-load")]
    [InlineData("dev:tap-a-to-target-b", "daily-load")]
    [InlineData("elt-hourly", "elt-hourly")]
    [InlineData("dev:tap-z-to-target-b", "dev:tap-z-to-target-b")]
    [InlineData("2024-05-01T120000--tap-a--target-b", "tap-a--target-b")]
    [InlineData("daily-load", "state:daily-load")]
    [InlineData("", "")]
    public void Of_AStateId_IsTheJobThatWritesIt_OrItself(string stateId, string pipeline) => Read().Of(stateId).Id.ShouldBe(pipeline);

    [Fact]
    public void AllOf_AStateOfTwoJobs_IsFirstThatWithASchedule() =>
        Read().AllOf("dev:tap-a-to-target-b").Select(pipeline => pipeline.Id).ShouldBe(["daily-load", "manual-load"]);

    [Fact]
    public void Of_AnotherEnvironmentThanTheSetOne_IsAPipelineOfItsOwn()
    {
        var catalog = Read("prod");

        catalog.Of("prod:tap-a-to-target-b").Id.ShouldBe("daily-load");
        catalog.Of("dev:tap-a-to-target-b").Id.ShouldBe("dev:tap-a-to-target-b");
    }

    [Fact]
    public void Defined_JobsAndSchedules_HaveTheirPluginsAndTimes()
    {
        var pipelines = Read().Defined.ToDictionary(pipeline => pipeline.Id);

        pipelines.Keys.ShouldBe(["manual-load", "daily-load", "models", "elt-hourly", "lost"]);
        pipelines["daily-load"].Pairs.ShouldBe([("tap-a", "target-b"), ("gitlab", "warehouse")]);
        pipelines["daily-load"].Others.ShouldBe(["hide-secrets", "dbt-postgres:run"]);
        pipelines["daily-load"].Crons.ShouldHaveSingleItem().Expression.ShouldBe("0 0 * * *");
        pipelines["manual-load"].Crons.ShouldBeEmpty();
        pipelines["models"].IsRecorded.ShouldBeFalse();
        pipelines["elt-hourly"].Kind.ShouldBe(PipelineKind.EltSchedule);
        pipelines["lost"].Kind.ShouldBe(PipelineKind.BrokenSchedule);
    }

    [Fact]
    public void List_AJobWithSeveralSchedules_IsDueByTheFirstOfThem()
    {
        _folder.Write("meltano.yml", Yaml + "\n- {name: hourly, interval: '@hourly', job: daily-load}\n");
        var catalog = Read();
        var mapping = new RunMapping(RunSnapshot.Empty, catalog, Cancellations.None);

        var pipelines = new PipelineMapping(catalog, RunSnapshot.Empty, mapping, zone: null, new DateTimeOffset(2026, 11, 24, 2, 10, 0, TimeSpan.Zero)).List();

        pipelines.Single(pipeline => pipeline.Id == "daily-load").Config["next_due"].ShouldBe("2026-11-24 03:00:00Z");
    }

    [Fact]
    public void Mistakes_OfSchedules_AreNamed()
    {
        var mistakes = Read().Mistakes;

        mistakes.Length.ShouldBe(2);
        mistakes.ShouldContain(mistake => mistake.Contains("'odd'") && mistake.Contains("'every day' is neither five cron fields"));
        mistakes.ShouldContain("schedule 'lost' names the job 'gone', which does not exist");
    }

    private PipelineCatalog Read(string? environment = null) => new(ProjectReader.Read(_folder.Path), environment);
}
