using System.Globalization;
using System.Text.RegularExpressions;
using FlextMonitor.Collector.Mapping;

namespace FlextMonitor.Collector.Settings;

/// <summary>Reads the values of one entry, and says of a bad one which key it is, what it holds and what it may hold.</summary>
internal sealed partial class EntryReader(IConfigurationSection entry, List<string> failures)
{
    private const int LongestShown = 200;

    public string Key => entry.Path;

    public string? Text(string key) => string.IsNullOrEmpty(entry[key]) ? null : entry[key];

    public string Text(string key, string fallback, Predicate<string> allowed, string must)
    {
        var value = Text(key) ?? fallback;
        if (!allowed(value))
        {
            Refuse(key, must);
        }

        return value;
    }

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

    public void Refuse(string key, string must) => failures.Add($"{Key}:{key} is '{Shown(entry[key])}', but must {must}");

    /// <summary>For a secret: says nothing of what it holds.</summary>
    public void RefuseUnseen(string key, string must) => failures.Add($"{Key}:{key} holds something else, but must {must}");

    public void RefuseUnknownKeys(IReadOnlyCollection<string> known)
    {
        foreach (var child in entry.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            // Without what it holds: it may be a mistyped Token.
            failures.Add($"{child.Path} is no setting; there are: {string.Join(", ", known)}");
        }
    }

    // An address may hold a name and a password, which must not get into a log.
    private static string Shown(string? value) => UserInfo().Replace(Clean.Line(value, LongestShown), "//…@");

    [GeneratedRegex("//[^/]*@")]
    private static partial Regex UserInfo();

    private static string Shown(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? time.ToString("c", CultureInfo.InvariantCulture) : time.ToString(@"hh\:mm\:ss\.f", CultureInfo.InvariantCulture);
}
