using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano.Logs.Parsing;

/// <summary>The keys that Meltano appends to what a plugin wrote, as <c>cmd_type=elb consumer=False name=tap-x producer=True stdio=stderr string_id=tap-x</c>.</summary>
internal static partial class LineKeys
{
    private const string MetricKey = " metric_info={";

    /// <summary>Each of these shows that the keys are Meltano's.</summary>
    private static readonly string[] Marks = ["name", "string_id", "stdio", "cmd_type"];

    /// <summary>A line's text without Meltano's keys, and what they say.</summary>
    public static LogText Take(string text)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = TakeFromEnd(text, keys);
        string? metric = null;
        // Its value has blanks, and keys are sorted: some stand before it and some behind it.
        if (rest.LastIndexOf(MetricKey, StringComparison.Ordinal) is >= 0 and var at)
        {
            metric = rest[(at + MetricKey.Length - 1)..];
            rest = TakeFromEnd(rest[..at], keys);
        }

        return Describe(rest, keys) with { Metric = metric };
    }

    /// <summary>A text with what Meltano's keys say, in whichever format they were written.</summary>
    public static LogText Describe(string text, IReadOnlyDictionary<string, string> keys)
    {
        var plugin = keys.GetValueOrDefault("name") ?? keys.GetValueOrDefault("string_id");
        return new LogText(text)
        {
            Plugin = plugin,
            Role = RoleOf(plugin, keys),
            StateId = keys.GetValueOrDefault("state_id") ?? keys.GetValueOrDefault("job_name"),
        };
    }

    /// <summary>What a plugin does, by its name and by whether it produces or consumes.</summary>
    public static PluginRole RoleOf(string? plugin, IReadOnlyDictionary<string, string> keys) =>
        (IsTrue(keys, "producer"), IsTrue(keys, "consumer"), keys.GetValueOrDefault("cmd_type")) switch
        {
            (true, true, _) => PluginRole.Other,
            (true, _, _) or (_, _, "extractor") => PluginRole.Tap,
            (_, true, _) or (_, _, "loader") => PluginRole.Target,
            _ when plugin is null => PluginRole.Unknown,
            _ when plugin.StartsWith("tap-", StringComparison.Ordinal) => PluginRole.Tap,
            _ when plugin.StartsWith("target-", StringComparison.Ordinal) => PluginRole.Target,
            _ => PluginRole.Other,
        };

    private static bool IsTrue(IReadOnlyDictionary<string, string> keys, string key) =>
        string.Equals(keys.GetValueOrDefault(key), "true", StringComparison.OrdinalIgnoreCase);

    // Keys are sorted: one that is not before the next one is part of the text.
    private static string TakeFromEnd(string text, Dictionary<string, string> keys)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var end = text.AsSpan().TrimEnd().Length;
        for (var last = ""; end > 0;)
        {
            var begin = text.LastIndexOf(' ', end - 1) + 1;
            var match = Key().Match(text, begin, end - begin);
            var key = match.Groups["key"].Value;
            if (!match.Success || (last.Length > 0 && string.CompareOrdinal(key, last) >= 0))
            {
                break;
            }

            taken.Add(key, match.Groups["value"].Value.Trim('\'', '"'));
            last = key;
            end = text.AsSpan(0, begin).TrimEnd().Length;
        }

        if (!Marks.Any(taken.ContainsKey))
        {
            return text;
        }

        foreach (var (key, value) in taken)
        {
            keys.TryAdd(key, value);
        }

        return text[..end];
    }

    [GeneratedRegex(@"^(?<key>[a-z][a-z0-9_]*)=(?<value>\S*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();
}
