namespace FlextMonitor.Hub.History;

/// <summary>What history keeps, and how long; the settings' section <c>History</c>.</summary>
internal sealed class HistoryOptions
{
    public const string Section = "History";

    /// <summary>The tiers if the settings name none.</summary>
    public static IReadOnlyList<HistoryTier> DefaultTiers { get; } =
    [
        new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(48)),
        new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(14)),
        new(TimeSpan.FromMinutes(10), TimeSpan.FromDays(90)),
        new(TimeSpan.FromHours(1), TimeSpan.FromDays(400)),
        new(TimeSpan.FromDays(1), TimeSpan.FromDays(3653)),
    ];

    /// <summary>The tiers, the finest first. Each step divides the next, and each tier is kept longer than the one before.</summary>
    public IReadOnlyList<HistoryTier> Tiers { get; set; } = DefaultTiers;

    /// <summary>How long runs and state changes are kept.</summary>
    public TimeSpan KeepRuns { get; set; } = TimeSpan.FromDays(400);

    /// <summary>The most runs that are kept; the oldest go first.</summary>
    public int MostRuns { get; set; } = 1_000_000;

    /// <summary>How long the daily counts of pipelines are kept.</summary>
    public TimeSpan KeepDays { get; set; } = TimeSpan.FromDays(3653);

    /// <summary>The most bytes that history may take. If it takes more, the finest tier is shortened first.</summary>
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>What is wrong with the settings, one line each.</summary>
    public IReadOnlyList<string> Failures { get; set; } = [];
}
