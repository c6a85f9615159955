using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Replaces variables in texts. One that is not known stays as it is written.</summary>
internal static partial class Variables
{
    /// <summary>Replaces <c>$NAME</c> and <c>${NAME}</c>, as Meltano does in its files.</summary>
    public static string Expand(string text, Func<string, string?> find) => Any().Replace(text, match => find(match.Groups["name"].Value) ?? match.Value);

    /// <summary>Replaces <c>${NAME}</c> alone, as <c>.env</c> files have it.</summary>
    public static string ExpandBraced(string text, Func<string, string?> find) => Braced().Replace(text, match => find(match.Groups["name"].Value) ?? match.Value);

    /// <summary>Whether a text has this variable.</summary>
    public static bool IsNamedIn(string text, string name) => text.Contains(name, StringComparison.Ordinal) && Any().Matches(text).Any(match => match.Groups["name"].Value == name);

    [GeneratedRegex(@"\$(?:\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|(?<name>[A-Za-z_][A-Za-z0-9_]*))", RegexOptions.ExplicitCapture)]
    private static partial Regex Any();

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Braced();
}
