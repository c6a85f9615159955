using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>The three feeds that are sampled. They alone decide a source's state.</summary>
internal enum FeedKind
{
    Stats,
    Health,
    Executions,
}

/// <summary>The feeds' names on the wire.</summary>
internal static class FeedKinds
{
    public static IReadOnlyList<FeedKind> All { get; } = [FeedKind.Stats, FeedKind.Health, FeedKind.Executions];

    public static string Name(this FeedKind feed) => feed switch
    {
        FeedKind.Stats => FeedNames.Stats,
        FeedKind.Health => FeedNames.Health,
        _ => FeedNames.Executions,
    };
}
