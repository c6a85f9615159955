namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>What this hub is meant to reach in a figure.</summary>
/// <param name="Title">As the summary calls it.</param>
/// <param name="Key">The figure.</param>
/// <param name="Must">The bound that decides.</param>
/// <param name="Aim">The bound that is hoped for.</param>
/// <param name="OfStock">Whether the bounds are shares of stock SignalR's value, measured beside it.</param>
/// <param name="AtLeast">Whether more is better.</param>
internal sealed record Goal(string Title, string Key, double Must, double Aim, bool OfStock = false, bool AtLeast = false)
{
    /// <summary>In words, for the summary.</summary>
    public string Reached(double value) => Holds(value, Aim) ? "aim" : Holds(value, Must) ? "must" : "**no**";

    private bool Holds(double value, double bound) => AtLeast ? value >= bound : value <= bound;
}
