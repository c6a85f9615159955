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

    /// <summary>The definitions of plugins from Meltano's hub, full paths.</summary>
    public ImmutableArray<string> Locks { get; init; } = [];

    /// <summary>The names of all plugins.</summary>
    public ImmutableHashSet<string> Plugins { get; init; } = [];

    /// <summary>All texts of the files with the path of their keys, as <c>plugins.extractors.config.auth.pin_code</c>; a path may come more than once.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>The names of settings that the plugins declare to be secrets, as <c>auth.pin_code</c>, and of their variables.</summary>
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
