namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>A schedule of <c>meltano.yml</c>: of a job, or of one extractor and one loader (ELT).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Interval">Its interval as written: a cron expression or an alias such as <c>@daily</c>; empty if it has none.</param>
internal sealed record ScheduleDefinition(string Name, string Interval)
{
    /// <summary>The job's name; <c>null</c> for ELT.</summary>
    public string? Job { get; init; }

    /// <summary>The extractor of ELT.</summary>
    public string? Extractor { get; init; }

    /// <summary>The loader of ELT.</summary>
    public string? Loader { get; init; }

    /// <summary>Whether ELT also transforms: <c>run</c>, <c>skip</c> or <c>only</c>; <c>null</c> if it is not set.</summary>
    public string? Transform { get; init; }
}
