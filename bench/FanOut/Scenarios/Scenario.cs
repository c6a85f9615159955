namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>One comparison: the same load on several servers.</summary>
internal abstract class Scenario
{
    /// <summary>How much load and time it uses.</summary>
    public LoadEffort Effort { get; init; } = LoadEffort.Full;

    /// <summary>Its name on the command line, one word.</summary>
    public abstract string Name { get; }

    /// <summary>The heading of its table.</summary>
    public abstract string Title { get; }

    /// <summary>A description of the procedure and of the figures.</summary>
    public abstract string Text { get; }

    /// <summary>The servers by their names in the tables, in order; this hub is first if it takes part.</summary>
    public abstract IReadOnlyList<string> Contenders { get; }

    /// <summary>The columns of its table.</summary>
    public abstract IReadOnlyList<Column> Figures { get; }

    /// <summary>The goals of this hub.</summary>
    public virtual IReadOnlyList<Goal> Goals => [];

    /// <summary>Measures one server once.</summary>
    /// <returns>Values by <see cref="Column.Key"/>; one that does not apply is absent.</returns>
    public abstract Task<IReadOnlyDictionary<string, double>> MeasureAsync(string contender, CancellationToken cancellationToken);
}
