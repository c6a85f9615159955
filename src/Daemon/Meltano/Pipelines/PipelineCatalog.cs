using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Project;

namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>The pipelines of one reading of a project, and which of them a run belongs to.</summary>
internal sealed class PipelineCatalog
{
    /// <summary>A catalog of no project: every state id is a pipeline of its own.</summary>
    public static readonly PipelineCatalog Empty = new(new MeltanoProject(), environment: null);

    private readonly string? _environment;
    private readonly ImmutableDictionary<string, MeltanoPipeline> _schedules;
    private readonly ImmutableDictionary<string, ImmutableArray<MeltanoPipeline>> _pairs;
    private readonly ConcurrentDictionary<string, ImmutableArray<MeltanoPipeline>> _known = new(StringComparer.Ordinal);

    /// <param name="project">The project's files.</param>
    /// <param name="environment">The environment whose runs belong to the jobs; <c>null</c>: any.</param>
    public PipelineCatalog(MeltanoProject project, string? environment)
    {
        _environment = environment;
        var wrong = ImmutableArray.CreateBuilder<string>();
        Defined = [.. PipelineBuilder.Build(project, wrong).DistinctBy(pipeline => pipeline.Id, StringComparer.Ordinal)];
        Mistakes = wrong.ToImmutable();
        _schedules = Defined.Where(pipeline => pipeline.Kind == PipelineKind.EltSchedule).ToImmutableDictionary(pipeline => pipeline.Name, StringComparer.Ordinal);
        _pairs = Defined.Where(pipeline => pipeline.Kind == PipelineKind.Job)
            .SelectMany(pipeline => pipeline.Pairs.Select(pair => (Core: StateId.CoreOf(pair.Extractor, pair.Loader), Pipeline: pipeline)))
            .GroupBy(pair => pair.Core, StringComparer.Ordinal)
            .ToImmutableDictionary(group => group.Key, Preferred, StringComparer.Ordinal);
    }

    /// <summary>The pipelines of the files, in their order.</summary>
    public ImmutableArray<MeltanoPipeline> Defined { get; }

    /// <summary>What is wrong with schedules that can be read, one line each; empty if all is well.</summary>
    public ImmutableArray<string> Mistakes { get; }

    /// <summary>The pipeline that a run with this state id belongs to.</summary>
    public MeltanoPipeline Of(string stateId) => AllOf(stateId)[0];

    /// <summary>All pipelines that write this state; never empty. A run belongs to the first: one with a schedule before one without.</summary>
    public ImmutableArray<MeltanoPipeline> AllOf(string stateId) => _known.GetOrAdd(stateId, Explain);

    private ImmutableArray<MeltanoPipeline> Explain(string text)
    {
        var id = StateId.Parse(text);
        if (_schedules.GetValueOrDefault(text) is { } schedule)
        {
            return [schedule];
        }

        // Without an environment, what stands before the first colon is the pair.
        if (id.Environment is { } first && _pairs.TryGetValue(first, out var unnamed))
        {
            return unnamed;
        }

        var fits = _environment is null || id.Environment is null || id.Environment == _environment;
        return fits && _pairs.TryGetValue(id.Core, out var jobs) ? jobs : [Unexplained(id)];
    }

    private MeltanoPipeline Unexplained(StateId id)
    {
        var taken = Defined.Any(pipeline => pipeline.Id == id.PipelineName);
        return new MeltanoPipeline(taken ? $"state:{id.PipelineName}" : id.PipelineName, PipelineKind.StateId) { Name = id.PipelineName };
    }

    private static ImmutableArray<MeltanoPipeline> Preferred(IEnumerable<(string Core, MeltanoPipeline Pipeline)> pairs) =>
        [.. pairs.Select(pair => pair.Pipeline).Distinct().OrderBy(pipeline => pipeline.Crons.IsEmpty)];
}
