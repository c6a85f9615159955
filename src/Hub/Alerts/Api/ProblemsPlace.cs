using System.Globalization;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>A place in the order of problems, newest first.</summary>
/// <param name="OpenedAt">When the problem was found.</param>
/// <param name="Id">The problem's id.</param>
public sealed record ProblemsPlace(DateTimeOffset OpenedAt, string Id)
{
    private const int LongestId = 64;

    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads what <see cref="ToString"/> wrote; null if it is something else.</summary>
    public static ProblemsPlace? Parse(string? text) =>
        text?.Split('.', 2) is [var at, { Length: > 0 and <= LongestId } id] && id.All(char.IsAsciiLetterOrDigit)
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= LastMillisecond
            ? new ProblemsPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OpenedAt.ToUnixTimeMilliseconds()}.{Id}");
}
