using System.Runtime.CompilerServices;

namespace FlextMonitor.Hub.History.Figures;

/// <summary>A value for each <see cref="Figure"/>, known or not. By default nothing is known.</summary>
internal readonly struct FigureValues : IEquatable<FigureValues>
{
    /// <summary>The number of gauges, which are the first figures.</summary>
    public const int Gauges = (int)Figure.TotalExecutions;

    /// <summary>The largest value of a gauge. Its sum over a day of milliseconds still is a 64-bit number.</summary>
    public const long LargestGauge = (1L << 36) - 1;

    // Each value + 1, so that 0 means unknown.
    private readonly Slots _slots;

    private FigureValues(Slots slots) => _slots = slots;

    /// <summary>The value; null if it is not known.</summary>
    public long? this[Figure figure] => _slots[(int)figure] is not 0 and var stored ? stored - 1 : null;

    /// <summary>The same with another value of one figure. One that is negative, or too large for a gauge, is not known: no daemon means it.</summary>
    public FigureValues With(Figure figure, long? value)
    {
        var slots = _slots;
        var largest = figure == Figure.TotalExecutions ? long.MaxValue - 1 : LargestGauge;
        slots[(int)figure] = value >= 0 && value <= largest ? value.Value + 1 : 0;
        return new FigureValues(slots);
    }

    public bool Equals(FigureValues other) => ((ReadOnlySpan<long>)_slots).SequenceEqual(other._slots);

    public override bool Equals(object? obj) => obj is FigureValues other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var slot in _slots)
        {
            hash.Add(slot);
        }

        return hash.ToHashCode();
    }

    [InlineArray(Gauges + 1)]
    private struct Slots
    {
        private long _first;
    }
}
