namespace FlextMonitor.Hub.History.Api;

/// <summary>How many runs had ended well and failed at each minute of the last hour.</summary>
/// <param name="At">The minutes, the oldest first, in Unix milliseconds.</param>
/// <param name="Sources">The daemons, in the order in which they were asked for.</param>
internal sealed record OutcomesResponse(IReadOnlyList<long> At, IReadOnlyList<SourceOutcomes> Sources);

/// <summary>The counts of one daemon: row N belongs to <c>at[N]</c>, and counts runs that ended within the 24 hours before.</summary>
/// <param name="Source">The daemon's name.</param>
/// <param name="SeenPercent">How much of the 25 hours it is known whether the daemon answered, 0–100, rounded down to one decimal.</param>
/// <param name="Succeeded">Runs that ended well; <c>null</c> before anything is known of the daemon.</param>
/// <param name="Failed">Runs that failed; likewise.</param>
internal sealed record SourceOutcomes(string Source, double SeenPercent, IReadOnlyList<int?> Succeeded, IReadOnlyList<int?> Failed);
