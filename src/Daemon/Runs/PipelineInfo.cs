using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Runs;

/// <summary>A pipeline and the state of its newest run.</summary>
internal sealed record PipelineInfo
{
    /// <summary>Unique among the pipelines.</summary>
    public required string Id { get; init; }

    /// <summary>Its display name.</summary>
    public required string Name { get; init; }

    /// <summary>What the pipeline does.</summary>
    public required string Description { get; init; }

    /// <summary>The Singer tap it reads with.</summary>
    public required string Extractor { get; init; }

    /// <summary>The Singer target it writes with.</summary>
    public required string Loader { get; init; }

    /// <summary>What runs after loading; empty if nothing does.</summary>
    public string Transform { get; init; } = string.Empty;

    /// <summary>Its schedule as a cron expression; empty if it has none.</summary>
    public string Schedule { get; init; } = string.Empty;

    /// <summary>Whether its schedule starts runs.</summary>
    public bool IsActive { get; init; }

    /// <summary>Who created it.</summary>
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>When it was created, UTC; <c>null</c> if that is not known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Its settings; they contain no secrets.</summary>
    public ImmutableDictionary<string, object> Config { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The state of its newest run; <c>null</c> before the first.</summary>
    public RunState? LastState { get; init; }

    /// <summary>When its newest run started, UTC; <c>null</c> before the first.</summary>
    public DateTimeOffset? LastRun { get; init; }
}
