namespace FlextMonitor.Hub.Telemetry;

/// <summary>What tells one series of a metric from the others.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Pipeline">The pipeline's id; null for a metric of the source.</param>
/// <param name="Name">The pipeline's name; null for a metric of the source.</param>
internal readonly record struct SeriesLabels(string Source, string? Pipeline = null, string? Name = null)
{
    /// <summary>The labels as a metric carries them.</summary>
    public KeyValuePair<string, object?>[] ToTags() => Pipeline is null
        ? [new("source", Source)]
        : [new("source", Source), new("pipeline", Pipeline), new("name", Name)];
}
