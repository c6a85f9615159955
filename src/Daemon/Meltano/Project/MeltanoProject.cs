using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>What the files of a project say, at one moment.</summary>
internal sealed record MeltanoProject
{
    /// <summary>The files that were read, full paths; <c>meltano.yml</c> first.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The patterns of <c>include_paths</c>.</summary>
    public ImmutableArray<string> Includes { get; init; } = [];

    /// <summary>The names of the extractors.</summary>
    public ImmutableHashSet<string> Extractors { get; init; } = [];

    /// <summary>The names of the loaders.</summary>
    public ImmutableHashSet<string> Loaders { get; init; } = [];

    /// <summary>The configuration of all plugins, by the name of the setting; a name may come more than once.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Config { get; init; } = [];

    /// <summary>The names of settings that the plugins declare to be secrets.</summary>
    public ImmutableHashSet<string> SecretSettings { get; init; } = [];

    /// <summary>The jobs in the order of the files.</summary>
    public ImmutableArray<JobDefinition> Jobs { get; init; } = [];

    /// <summary>The schedules in the order of the files.</summary>
    public ImmutableArray<ScheduleDefinition> Schedules { get; init; } = [];

    /// <summary>The setting <c>database_uri</c>; <c>null</c> if it is not set.</summary>
    public string? DatabaseUri { get; init; }

    /// <summary>The variables of the project's <c>.env</c>.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;
}
