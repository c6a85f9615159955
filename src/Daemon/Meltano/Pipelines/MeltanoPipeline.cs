using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Hosting.Schedules;

namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>A job or an ELT schedule of <c>meltano.yml</c>, or a state id that neither explains.</summary>
/// <param name="Id">Unique among the project's pipelines.</param>
/// <param name="Kind">What it stands for.</param>
internal sealed record MeltanoPipeline(string Id, PipelineKind Kind)
{
    /// <summary>The name in <c>meltano.yml</c>, or the state id.</summary>
    public required string Name { get; init; }

    /// <summary>Its extractors and loaders, each pair once, in the order in which they run.</summary>
    public ImmutableArray<(string Extractor, string Loader)> Pairs { get; init; } = [];

    /// <summary>The other plugins that it runs, such as dbt, in their order.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>The schedules that start it, in the order of the files.</summary>
    public ImmutableArray<ScheduleDefinition> Schedules { get; init; } = [];

    /// <summary>When it is due by each of its schedules that start runs, in the order of the files.</summary>
    public ImmutableArray<CronSchedule> Crons { get; init; } = [];

    /// <summary>Whether Meltano records its runs: it records only pairs of an extractor and a loader.</summary>
    public bool IsRecorded => Kind != PipelineKind.Job || Pairs.Length > 0;
}
