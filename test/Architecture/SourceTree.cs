using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FlextMonitor.Architecture.Tests;

/// <summary>The sources that this was built from.</summary>
internal static partial class SourceTree
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "Migrations"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What was written by hand below a folder, as paths relative to the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(Made.Contains))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>A source without comments and text, which may speak of anything.</summary>
    public static string Code(string file) => CommentOrText().Replace(Read(file), "");

    /// <summary>The projects that a project file refers to, by the names of their files.</summary>
    public static IEnumerable<string> References(string project) =>
        XDocument.Parse(Read(project)).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlextMonitor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No FlextMonitor.sln above {AppContext.BaseDirectory}: these tests read the sources that they were built from.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(\\.|[^"\\\n])*" """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrText();
}
