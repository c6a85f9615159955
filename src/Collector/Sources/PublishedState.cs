using FlextMonitor.Contracts;

namespace FlextMonitor.Collector.Sources;

/// <summary>The values that a source last published. A new term of its collector continues from them.</summary>
/// <param name="Status">Its status; null if nothing was published yet.</param>
/// <param name="Stats">Its figures, which may be a fallback; null if there were none.</param>
/// <param name="Health">Its health, which may be a fallback; null if there was none.</param>
/// <param name="Executions">Its executions in view.</param>
/// <param name="Pipelines">Its pipelines.</param>
internal sealed record PublishedState(
    SourceStatus? Status,
    DashboardStats? Stats,
    HealthStatus? Health,
    IReadOnlyList<ExecutionData> Executions,
    IReadOnlyList<PipelineDefinition> Pipelines)
{
    /// <summary>Groups the latest values of one source by type, with times brought up to the newest of them.</summary>
    /// <remarks>A status is only published when it changes. Since then any message of the source shows that the daemon answered.</remarks>
    public static PublishedState From(IReadOnlyList<SourceMessage> latest)
    {
        var heardAt = latest.Where(message => !MessageDescriptors.Of(message).IsJudgement).Max(message => message.ObservedAt);
        var status = UpToDate(latest.OfType<SourceStatus>().SingleOrDefault(), heardAt);
        return new PublishedState(
            status,
            Confirmed(latest.OfType<DashboardStats>().SingleOrDefault(), status, FeedNames.Stats),
            Confirmed(latest.OfType<HealthStatus>().SingleOrDefault(), status, FeedNames.Health),
            [.. latest.OfType<ExecutionData>()],
            [.. latest.OfType<PipelineDefinition>()]);
    }

    private static SourceStatus? UpToDate(SourceStatus? status, DateTimeOffset? heardAt) => status is null ? null : status with
    {
        ObservedAt = heardAt,
        LastLiveAt = status.State == SourceState.Live ? heardAt : status.LastLiveAt,
    };

    // A feed that is ok is confirmed by every message of its source.
    private static TMessage? Confirmed<TMessage>(TMessage? message, SourceStatus? status, string feed)
        where TMessage : SourceMessage =>
        message is not null && status is { State: SourceState.Live or SourceState.Degraded } && status.Feeds.TryGetValue(feed, out var state) && state.Ok
            ? message with { ObservedAt = status.ObservedAt }
            : message;
}
