namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>One comparison: the same load on several servers.</summary>
internal abstract class Scenario
{
    /// <summary>How much is spent on it.</summary>
    public LoadEffort Effort { get; init; } = LoadEffort.Full;

    /// <summary>One word, by which the command line names it.</summary>
    public abstract string Name { get; }

    /// <summary>The heading over its table.</summary>
    public abstract string Title { get; }

    /// <summary>What is done, and what the figures mean.</summary>
    public abstract string Text { get; }

    /// <summary>The servers, by the names in the tables, in their order; the first is this hub wherever it takes part.</summary>
    public abstract IReadOnlyList<string> Contenders { get; }

    /// <summary>The columns of its table.</summary>
    public abstract IReadOnlyList<Column> Figures { get; }

    /// <summary>What this hub is meant to reach.</summary>
    public virtual IReadOnlyList<Goal> Goals => [];

    /// <summary>Measures one server once.</summary>
    /// <returns>Values by <see cref="Column.Key"/>; one that does not apply is absent.</returns>
    public abstract Task<IReadOnlyDictionary<string, double>> MeasureAsync(string contender, CancellationToken cancellationToken);
}
