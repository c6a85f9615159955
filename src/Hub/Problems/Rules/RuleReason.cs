using System.Globalization;
using System.Text.RegularExpressions;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>One reason why a rule does or does not fire.</summary>
/// <param name="Code">Which, such as <c>failures</c>, so that a program can word it in its own language. New ones may come.</param>
/// <param name="Text">The reason as an English sentence.</param>
/// <param name="Values">The values in the sentence, by name: texts, numbers (seconds where the name ends with <c>Seconds</c>) and UTC times (where it ends with <c>At</c>).</param>
public sealed partial record RuleReason(string Code, string Text, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>Words a reason.</summary>
    /// <param name="code">See <see cref="Code"/>.</param>
    /// <param name="template">The sentence, with the values' names in braces.</param>
    /// <param name="values">A value for each of them.</param>
    internal static RuleReason Of(string code, string template, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var byName = new Dictionary<string, object>(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            byName.Add(name, value);
        }

        return new RuleReason(code, Placeholder().Replace(template, match => TextOf(byName[match.Groups[1].Value])), byName);
    }

    private static string TextOf(object value) => value switch
    {
        DateTimeOffset time => time.ToString("u", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    [GeneratedRegex("\\{([a-zA-Z]+)\\}")]
    private static partial Regex Placeholder();
}
