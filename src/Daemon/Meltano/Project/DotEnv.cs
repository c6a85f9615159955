using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>
/// Reads the variables of a <c>.env</c> file: one <c>NAME=value</c> a line, with or without <c>export</c> and quotes. A value in quotes may have several lines, such as a
/// private key. <c>${OTHER}</c> stands for a variable of the file or of the environment, except in single quotes.
/// </summary>
internal static partial class DotEnv
{
    /// <summary>The variables; empty if there is no file. A later line wins.</summary>
    /// <exception cref="ProjectFileException">The file cannot be read.</exception>
    public static ImmutableDictionary<string, string> Read(string path) =>
        File.Exists(path) ? Parse(ProjectText.Read(path)) : ImmutableDictionary<string, string>.Empty;

    /// <summary>The variables of a text.</summary>
    public static ImmutableDictionary<string, string> Parse(string text)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (Match line in Assignment().Matches(text))
        {
            variables[line.Groups["name"].Value.Trim()] = line.Groups["single"] is { Success: true } literal
                ? literal.Value
                : Variables.ExpandBraced(line.Groups["double"] is { Success: true } quoted ? Unescaped(quoted.Value) : line.Groups["plain"].Value.Trim(), name => variables.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name));
        }

        return variables.ToImmutable();
    }

    private static string Unescaped(string value) => Escape().Replace(value, escape => escape.Value[1] switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '$' => escape.Value,
        var character => character.ToString(),
    });

    [GeneratedRegex(@"\\.", RegexOptions.Singleline)]
    private static partial Regex Escape();

    [GeneratedRegex(@"^[ \t]*(?:export[ \t]+)?(?<name>[^#=\s][^#=\r\n]*)=[ \t]*(?:'(?<single>[^']*)'|""(?<double>(?:[^""\\]|\\.)*)""|(?<plain>[^\r\n]*?(?=[ \t]+#|\r?$)))", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Assignment();
}
