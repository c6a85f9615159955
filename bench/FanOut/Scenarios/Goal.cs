namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>A goal of this hub for one figure.</summary>
/// <param name="Title">Its title in the summary.</param>
/// <param name="Key">The key of the figure.</param>
/// <param name="Must">The bound that is required.</param>
/// <param name="Aim">The bound that is aimed for.</param>
/// <param name="OfStock">Whether the bounds are fractions of stock SignalR's value from the same run.</param>
/// <param name="AtLeast">Whether a larger value is better.</param>
internal sealed record Goal(string Title, string Key, double Must, double Aim, bool OfStock = false, bool AtLeast = false)
{
    /// <summary>The result as a word, for the summary.</summary>
    public string Reached(double value) => Holds(value, Aim) ? "aim" : Holds(value, Must) ? "must" : "**no**";

    private bool Holds(double value, double bound) => AtLeast ? value >= bound : value <= bound;
}
