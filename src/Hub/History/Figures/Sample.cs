namespace FlextMonitor.Hub.History.Figures;

/// <summary>What holds for a source during a time. Only a source that answers has figures.</summary>
internal readonly record struct Sample
{
    private Sample(Standing standing, FigureValues values)
    {
        Standing = standing;
        Values = values;
    }

    public static Sample Unseen => default;

    public static Sample Down { get; } = new(Standing.Down, default);

    public Standing Standing { get; }

    public FigureValues Values { get; }

    /// <summary>Whether the source answers.</summary>
    public bool IsAnswering => Standing is Standing.Live or Standing.Degraded;

    public static Sample Live(FigureValues values) => new(Standing.Live, values);

    public static Sample Degraded(FigureValues values) => new(Standing.Degraded, values);
}
