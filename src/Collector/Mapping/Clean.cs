using System.Diagnostics.CodeAnalysis;
using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Text;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Mapping;

/// <summary>Turns raw values from a daemon into valid ones. Code behind the mapping does not check again.</summary>
internal static class Clean
{
    /// <summary>Ends a text that was cut.</summary>
    private const char Mark = '…';

    /// <summary>The largest whole number: the largest that JavaScript represents exactly.</summary>
    private const long Largest = (1L << 53) - 1;

    /// <summary>A page that treats this key of a map specially would be open to prototype pollution.</summary>
    private const string ForbiddenKey = "__proto__";

    private const long LatestSecond = 7_258_118_400; // 2200-01-01

    /// <summary>A percent, 0–100 with one decimal; null for NaN, infinities and negatives.</summary>
    public static double? Percent(double value) =>
        double.IsFinite(value) && value >= 0 ? Math.Round(Math.Min(value, 100), 1, MidpointRounding.AwayFromZero) + 0.0 : null;

    /// <summary>Percent done; null also for 0, which daemons send if they do not know.</summary>
    public static double? Progress(double value) => Percent(value) is > 0 and var percent ? percent : null;

    /// <summary>A whole number from 0 to 2^53−1; null for negatives.</summary>
    public static long? Count(long value) => value < 0 ? null : Math.Min(value, Largest);

    /// <summary>A time in whole milliseconds; null if it is missing, invalid, at or before epoch 0, or in 2200 or later.</summary>
    public static DateTimeOffset? Time(Timestamp? value) =>
        value is null || value.Seconds is < 0 or >= LatestSecond || value.Nanos is < 0 or >= 1_000_000_000
            ? null
            : Time((value.Seconds * 1000) + (value.Nanos / 1_000_000));

    /// <summary>As <see cref="Time(Timestamp?)"/>, for a time that was parsed from text.</summary>
    public static DateTimeOffset? Time(DateTime utc) => Time((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    /// <summary>Text without terminal codes, control characters (except tabs and line ends) and unpaired surrogates, cut if it is too long.</summary>
    public static string Text(string? value, int limit)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var shown = TerminalCodes.Remove(value, limit);
        var text = shown.Length <= limit ? shown : Cut(shown, limit);
        return IsSound(text) ? text : Repaired(text);
    }

    /// <summary>As <see cref="Text"/>, on one line, for logs and errors.</summary>
    public static string Line(string? value, int limit) => string.Join(' ', Text(value, limit).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>As <see cref="Text"/>; null if it is empty.</summary>
    public static string? TextOrNull(string? value, int limit) => Text(value, limit) is { Length: > 0 } text ? text : null;

    /// <summary>Metadata, limited in the number of entries (the first by name stay) and in the length of keys and values.</summary>
    public static ValueMap<string> Metadata(IEnumerable<KeyValuePair<string, string>> entries) => Map(
        entries, TextLimits.MetadataKey, TextLimits.MetadataEntries, (_, value) => Text(value, TextLimits.MetadataValue));

    /// <summary>A map, limited in the number of entries (the first by name stay) and in the length of keys, without the forbidden key.</summary>
    public static ValueMap<TValue> Map<TSent, TValue>(
        IEnumerable<KeyValuePair<string, TSent>> entries, int keyLimit, int most, Func<string, TSent, TValue> value) =>
        ValueMap<TValue>.From(entries
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (Key: Text(entry.Key, keyLimit), entry.Value))
            .Where(entry => entry.Key != ForbiddenKey)
            .DistinctBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(entry => KeyValuePair.Create(entry.Key, value(entry.Key, entry.Value))));

    private static DateTimeOffset? Time(long milliseconds) =>
        milliseconds is > 0 and < LatestSecond * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static string Cut(string text, int limit)
    {
        var length = limit - 1;
        if (char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return string.Concat(text.AsSpan(0, length), [Mark]);
    }

    private static bool IsSound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (IsUnsound(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || !IsUnsound((char)rune.Value))
            {
                repaired.Append(rune.ToString());
            }
        }

        return repaired.ToString();
    }

    [SuppressMessage("Style", "IDE0078:Use pattern matching", Justification = "Two questions, not one pattern.")]
    private static bool IsUnsound(char character) =>
        char.IsSurrogate(character) || (char.IsControl(character) && character is not ('\t' or '\n' or '\r'));
}
