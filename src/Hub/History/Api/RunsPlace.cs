using System.Globalization;

namespace FlextMonitor.Hub.History.Api;

/// <summary>A place in the order of runs, newest first.</summary>
/// <param name="SortAt">The run's place in time.</param>
/// <param name="Id">Its number in the store.</param>
public sealed record RunsPlace(DateTimeOffset SortAt, long Id)
{
    private static readonly long FirstMillisecond = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads what <see cref="ToString"/> wrote; null if it is something else.</summary>
    public static RunsPlace? Parse(string? text) =>
        text?.Split('.') is [var at, var id]
        && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= FirstMillisecond && milliseconds <= LastMillisecond
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new RunsPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SortAt.ToUnixTimeMilliseconds()}.{Id}");
}
