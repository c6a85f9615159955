using FlextMonitor.Hub.History.Figures;

namespace FlextMonitor.Hub.History.Tables;

/// <summary>A bucket as it is stored: whole numbers only. Its key is tier, source and start.</summary>
internal sealed class BucketRow
{
    /// <summary>The length of the tier's buckets.</summary>
    public required int StepSeconds { get; init; }

    public required int SourceId { get; init; }

    /// <summary>Seconds since 1970, a multiple of <see cref="StepSeconds"/>.</summary>
    public required long StartSeconds { get; init; }

    public required long LiveMs { get; init; }

    public required long DegradedMs { get; init; }

    public required long DownMs { get; init; }

    /// <summary>The rest of the bucket. Of a bucket that has not ended, the time to come is in it.</summary>
    public required long UnseenMs { get; init; }

    public required GaugeColumns Cpu { get; init; }

    public required GaugeColumns Memory { get; init; }

    public required GaugeColumns Pipelines { get; init; }

    public required GaugeColumns Connections { get; init; }

    public required GaugeColumns SuccessRate { get; init; }

    public required GaugeColumns Delay { get; init; }

    public required CounterColumns Executions { get; init; }

    /// <summary>The names of the gauges' columns, in the order of <see cref="Figure"/>.</summary>
    public static IReadOnlyList<string> Gauges { get; } =
        [nameof(Cpu), nameof(Memory), nameof(Pipelines), nameof(Connections), nameof(SuccessRate), nameof(Delay)];

    public Bucket ToBucket()
    {
        var answeredMs = LiveMs + DegradedMs;
        return Bucket.Stored(
            StartSeconds * 1000,
            StepSeconds * 1000L,
            LiveMs,
            DegradedMs,
            DownMs,
            [
                Cpu.ToGauge(answeredMs), Memory.ToGauge(answeredMs), Pipelines.ToGauge(answeredMs),
                Connections.ToGauge(answeredMs), SuccessRate.ToGauge(answeredMs), Delay.ToGauge(answeredMs),
            ],
            Executions.ToCounter(answeredMs));
    }
}
