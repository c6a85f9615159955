using System.Globalization;
using FlextMonitor.Collector.Feed.Memory;

namespace FlextMonitor.Collector.Feed.Redis;

/// <summary>All that a publisher knows of its part of a source, so that it can write everything again where Redis has lost it.</summary>
/// <param name="part">The part.</param>
/// <param name="epoch">The publisher's term.</param>
/// <param name="values">The values that stood there when the term began.</param>
/// <param name="marker">The marker that stood there; empty if none did.</param>
internal sealed class PartMirror(FeedPart part, long epoch, LatestValues values, string marker)
{
    private long _writes;

    public FeedPart Part => part;

    public long Epoch => epoch;

    public LatestValues Values => values;

    /// <summary>The marker that must stand there, or Redis has lost something. Empty if it is not known.</summary>
    public string Marker { get; private set; } = marker;

    /// <summary>The marker that the next write leaves.</summary>
    public string NextMarker() => string.Create(CultureInfo.InvariantCulture, $"{epoch}:{++_writes}");

    /// <summary>A write has left its marker.</summary>
    public void Wrote(string marker) => Marker = marker;

    /// <summary>Whether the last write was carried out is not known, so the next one finds out what stands there by writing everything.</summary>
    public void Doubt() => Marker = "";

    /// <summary>Whether a refusal of this term was logged.</summary>
    public bool IsRefusalLogged { get; set; }
}
