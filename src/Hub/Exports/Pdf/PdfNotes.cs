using System.Globalization;
using FlextMonitor.Hub.Exports.Files;

namespace FlextMonitor.Hub.Exports.Pdf;

/// <summary>Texts that several documents hold.</summary>
internal static class PdfNotes
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Says what the mark of a missing character is.</summary>
    public static string Missing { get; } = $"{PdfFonts.Missing} stands for a character that the font of this document lacks. The setting Exports:FallbackFont names a font that has it. CSV, JSON and Excel hold the text as it is.";

    /// <summary>A time in a zone with its offset, and below it in UTC.</summary>
    public static string Time(DateTime utc, TimeZoneInfo zone)
    {
        var plain = string.Create(CultureInfo.InvariantCulture, $"{utc.ToString(Format, CultureInfo.InvariantCulture)} UTC");
        return zone == TimeZoneInfo.Utc ? plain : $"{LocalTime.In(zone, utc).ToString($"{Format} zzz", CultureInfo.InvariantCulture)}\n{plain}";
    }

    /// <summary>The same on narrow lines; null if it is not known.</summary>
    public static string? NarrowTime(DateTimeOffset? time, TimeZoneInfo zone)
    {
        if (time is not { } known)
        {
            return null;
        }

        var (utc, local) = (known.UtcDateTime, LocalTime.In(zone, known.UtcDateTime));
        var plain = string.Create(CultureInfo.InvariantCulture, $"{utc:HH:mm:ss} UTC");
        return zone == TimeZoneInfo.Utc
            ? string.Create(CultureInfo.InvariantCulture, $"{utc:yyyy-MM-dd}\n{plain}")
            : string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-dd}\n{local:HH:mm:ss zzz}\n{(local.Date == utc.Date ? "" : $"{utc:yyyy-MM-dd} ")}{plain}");
    }

    /// <summary>The same; null if it is not known.</summary>
    public static string? Time(DateTimeOffset? time, TimeZoneInfo zone) => time is { } known ? Time(known.UtcDateTime, zone) : null;

    /// <summary>A duration in seconds, with its unit.</summary>
    public static string? Seconds(double? seconds) => seconds is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.#} s") : null;

    /// <summary>A share in percent.</summary>
    public static string Percent(double part, double whole) => whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(10_000 * part / whole) / 100:0.00} %") : "unknown";
}
