using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hosting.Settings;

/// <summary>
/// Reads the values of one section by hand, where binding would not name every bad value. Each bad value adds one line to the failures: its key, what
/// it is, and what is allowed. The value returned for a bad one is of no use.
/// </summary>
/// <param name="section">The section.</param>
/// <param name="failures">Receives the failures, in the order of reading.</param>
public sealed partial class SectionReader(IConfigurationSection section, ICollection<string> failures)
{
    private const int LongestShown = 200;

    /// <summary>Keys that hold a list or a section, and were refused for that: the value that they lack is not worth a second line.</summary>
    private readonly HashSet<string> _misshapen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The section's path, such as <c>Daemons:0</c>.</summary>
    public string Path => section.Path;

    /// <summary>A text; <c>null</c> if it is missing or empty.</summary>
    public string? Text(string key) => string.IsNullOrEmpty(section[key]) ? null : section[key];

    /// <summary>A text that must pass a check.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">The value if it is missing or empty; it is checked too.</param>
    /// <param name="isAllowed">The check.</param>
    /// <param name="requirement">What is allowed, as the rest of "must …".</param>
    public string Text(string key, string fallback, Predicate<string> isAllowed, string requirement)
    {
        ArgumentNullException.ThrowIfNull(isAllowed);

        var value = Text(key) ?? fallback;
        if (!isAllowed(value))
        {
            Refuse(key, requirement);
        }

        return value;
    }

    /// <summary>A time as <c>hh:mm:ss</c>, from <paramref name="least"/> to <paramref name="most"/>; <paramref name="fallback"/> if it is missing or empty.</summary>
    public TimeSpan Time(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
        {
            Refuse(key, $"be a time as hh:mm:ss, such as {Shown(fallback)}, from {Shown(least)} to {Shown(most)}");
        }

        return value;
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>; <paramref name="fallback"/> if it is missing or empty.</summary>
    public int Number(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
        {
            Refuse(key, string.Create(CultureInfo.InvariantCulture, $"be a whole number from {least} to {most}"));
        }

        return value;
    }

    /// <summary>Adds a failure that shows the value, on one line and without the user names, passwords and queries of addresses.</summary>
    /// <param name="key">The key.</param>
    /// <param name="requirement">What is allowed, as the rest of "must …".</param>
    public void Refuse(string key, string requirement)
    {
        if (!_misshapen.Contains(key))
        {
            failures.Add($"{Path}:{key} is '{Shown(section[key])}', but must {requirement}");
        }
    }

    /// <summary>As <see cref="Refuse"/>, without the value.</summary>
    public void RefuseSecret(string key, string requirement) => failures.Add($"{Path}:{key} must {requirement}; its value is not shown");

    /// <summary>Adds a failure for every key of the section that is not known, and for everything below a known key, which holds one value.</summary>
    public void RefuseUnknownKeys(IReadOnlyCollection<string> known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                failures.Add(UnknownSetting.Message(Path, child.Key, known));
                continue;
            }

            foreach (var below in child.GetChildren())
            {
                _misshapen.Add(child.Key);
                failures.Add(UnknownSetting.BelowValue(child.Path, below.Key));
            }
        }
    }

    /// <summary>Masks before it cuts: what is cut off may be the <c>@</c> that ends a password.</summary>
    private static string Shown(string? value) => OneLine(Query().Replace(UserInfo().Replace(value ?? "", "${scheme}…@"), "?…"));

    private static string OneLine(string text)
    {
        var cut = text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown - 1), "…");
        return string.Join(' ', Breaks().Split(cut).Where(part => part.Length > 0));
    }

    private static string Shown(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? time.ToString("c", CultureInfo.InvariantCulture) : time.ToString(@"hh\:mm\:ss\.f", CultureInfo.InvariantCulture);

    /// <summary>Everything up to the last <c>@</c>: a password may hold any character, whether escaped as it should be or not.</summary>
    [GeneratedRegex(@"^(?<scheme>\s*[a-z][a-z0-9+.-]*://|).*@", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\?.+", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"[\s\p{Cc}\u2028\u2029]+")]
    private static partial Regex Breaks();
}
