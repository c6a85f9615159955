using System.Globalization;

namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>One line of the table.</summary>
/// <param name="Title">What was measured.</param>
/// <param name="Value">The value with its unit.</param>
/// <param name="Meant">The goal, or the value of the dashboard that is replaced.</param>
internal sealed record Figure(string Title, string Value, string Meant = "")
{
    /// <summary>A time in milliseconds.</summary>
    public static string Milliseconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " ms";

    /// <summary>A time in seconds.</summary>
    public static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    /// <summary>A number with one decimal.</summary>
    public static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
