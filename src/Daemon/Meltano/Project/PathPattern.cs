using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano.Project;

/// <summary>Finds the files of an entry of <c>include_paths</c>: a path with <c>*</c>, <c>?</c>, <c>[…]</c> and <c>**</c>, as Python's <c>glob</c> reads it.</summary>
internal static class PathPattern
{
    /// <summary>The files in the order of their paths; empty if none fits. Folders that may not be read are left out.</summary>
    /// <exception cref="ProjectFileException">The pattern is not valid.</exception>
    public static IEnumerable<string> Find(string folder, string pattern)
    {
        try
        {
            var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Select(Part.Of).ToArray();
            return [.. Below(folder, parts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or ArgumentException)
        {
            throw new ProjectFileException($"include_paths: '{pattern}' cannot be read: {failure.Message}", failure);
        }
    }

    private static IEnumerable<string> Below(string folder, ReadOnlyMemory<Part> parts)
    {
        if (parts.IsEmpty)
        {
            return [];
        }

        var (part, rest) = (parts.Span[0], parts[1..]);
        return part.Text switch
        {
            ".." => Below(Path.GetFullPath("..", folder), rest),
            "**" => Below(folder, rest).Concat(Children(folder, Part.AnyName, folders: true).SelectMany(child => Below(child, parts))),
            _ when rest.IsEmpty => Children(folder, part, folders: false),
            _ => Children(folder, part, folders: true).SelectMany(child => Below(child, rest)),
        };
    }

    private static List<string> Children(string folder, Part part, bool folders)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var options = new EnumerationOptions { AttributesToSkip = folders ? FileAttributes.ReparsePoint : FileAttributes.None, IgnoreInaccessible = true };
        var found = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == folders && part.Fits(entry.FileName),
        };
        return [.. found];
    }

    /// <summary>What stands between two slashes.</summary>
    private sealed record Part(string Text, Regex Name)
    {
        public static readonly Part AnyName = Of("*");

        public static Part Of(string text) => new(text, new Regex(ToRegex(text), RegexOptions.CultureInvariant));

        // As in a shell, a star does not find hidden files.
        public bool Fits(ReadOnlySpan<char> file) => (file[0] != '.' || Text[0] == '.') && Name.IsMatch(file);

        private static string ToRegex(string pattern)
        {
            var escaped = Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
            return @"\A" + Regex.Replace(escaped, @"\\\[(!?)([^\]]+)\]", match => $"[{(match.Groups[1].Length > 0 ? "^" : "")}{match.Groups[2].Value}]") + @"\z";
        }
    }
}
