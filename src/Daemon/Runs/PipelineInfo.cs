using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Runs;

/// <summary>A pipeline and how its last run went.</summary>
internal sealed record PipelineInfo
{
    /// <summary>Unique among the pipelines.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The Singer tap it reads with.</summary>
    public required string Extractor { get; init; }

    /// <summary>The Singer target it writes with.</summary>
    public required string Loader { get; init; }

    /// <summary>What runs after loading; empty where nothing does.</summary>
    public string Transform { get; init; } = string.Empty;

    /// <summary>When it runs, in cron's words; empty where only people start it.</summary>
    public string Schedule { get; init; } = string.Empty;

    /// <summary>Whether its schedule starts it.</summary>
    public bool IsActive { get; init; }

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its settings; never a secret.</summary>
    public ImmutableDictionary<string, object> Config { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>Where its newest run stands; null before the first.</summary>
    public RunState? LastState { get; init; }

    /// <summary>When its newest run began, UTC; null before the first.</summary>
    public DateTimeOffset? LastRun { get; init; }
}
