using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Problems.Previews;

/// <summary>Knows what sources did over weeks, by which a rule can be tried out.</summary>
public interface IRulePast
{
    /// <summary>Runs that began after <paramref name="from"/> and before <paramref name="until"/>, the oldest first. Runs that the daemon forgot before they ended are left out.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read.</exception>
    Task<IReadOnlyList<ExecutionData>> ReadRunsAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>How the source, its feeds and its components changed, in order; of each the last change before <paramref name="from"/> too.</summary>
    /// <inheritdoc cref="ReadRunsAsync"/>
    Task<IReadOnlyList<PastState>> ReadStatesAsync(string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The values of a figure in the finest resolution that is kept for each part of the time, the oldest first. Time in which it is not known may be missing.</summary>
    /// <inheritdoc cref="ReadRunsAsync"/>
    Task<IReadOnlyList<PastFigure>> ReadFigureAsync(string source, string figure, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>How much of the time some sources were watched, whole percent; null if nothing is known of them.</summary>
    /// <inheritdoc cref="ReadRunsAsync"/>
    Task<int?> ReadSeenPercentAsync(IReadOnlyList<string> sources, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>A source, one of its feeds or one of its components became another state.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Name">The feed's or component's name; empty for the source itself.</param>
/// <param name="State"><c>connecting</c>, <c>live</c>, <c>degraded</c> or <c>down</c> of the source; <c>ok</c> or <c>failing</c> of a feed; <c>healthy</c>, <c>unhealthy</c> or <c>gone</c> of a component.</param>
public sealed record PastState(DateTimeOffset At, PastStateKind Kind, string Name, string State);

/// <summary>What a <see cref="PastState"/> is about.</summary>
public enum PastStateKind
{
    /// <summary>The source itself.</summary>
    Source,

    /// <summary>One of its feeds.</summary>
    Feed,

    /// <summary>One of its components.</summary>
    Component,
}

/// <summary>A figure over a short time.</summary>
/// <param name="From">When the time begins.</param>
/// <param name="Step">How long it is.</param>
/// <param name="Mean">The mean by time; null if the figure was not known.</param>
/// <param name="Min">The least value; null if it was not known.</param>
/// <param name="Max">The greatest value; null if it was not known.</param>
public readonly record struct PastFigure(DateTimeOffset From, TimeSpan Step, double? Mean, double? Min, double? Max);
