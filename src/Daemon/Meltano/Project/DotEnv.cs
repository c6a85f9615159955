using System.Collections.Immutable;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Reads the variables of a <c>.env</c> file: one <c>NAME=value</c> a line, with or without <c>export</c> and quotes.</summary>
internal static class DotEnv
{
    /// <summary>The variables; empty if there is no file. A later line wins.</summary>
    /// <exception cref="ProjectFileException">The file cannot be read.</exception>
    public static ImmutableDictionary<string, string> Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadLines(path)) : ImmutableDictionary<string, string>.Empty;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProjectFileException($"{Path.GetFileName(path)} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The variables of the lines.</summary>
    public static ImmutableDictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var assignment = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line;
            if (assignment.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
            {
                variables[assignment[..sign].Trim()] = Unquoted(assignment[(sign + 1)..].Trim());
            }
        }

        return variables.ToImmutable();
    }

    private static string Unquoted(string value)
    {
        if (value is ['"' or '\'', ..] && value.IndexOf(value[0], 1) is > 0 and var end)
        {
            return value[1..end];
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
