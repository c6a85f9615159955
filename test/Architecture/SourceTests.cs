using System.Text.RegularExpressions;

namespace FlextMonitor.Architecture.Tests;

/// <summary>How the sources are cut.</summary>
public sealed partial class SourceTests
{
    private const int LongestProgram = 60;
    private const int LongestFile = 300;

    private static readonly string[] Folders = ["src", "proto", "test", "examples"];

    [Fact]
    public void Programs_AreTablesOfContents()
    {
        var programs = SourceTree.Files("src", "Program.cs");

        programs.Count.ShouldBeGreaterThanOrEqualTo(3);
        programs.Where(file => Lines(file) >= LongestProgram).ShouldBeEmpty();
    }

    [Fact]
    public void Files_AreNotLong()
    {
        var files = SourceTree.Files("src", "*.cs");

        files.Where(file => Lines(file) > LongestFile).ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var wrong = from file in SourceTree.Files("src", "*.cs")
                    let declared = Namespace().Match(SourceTree.Read(file)).Groups[1].Value
                    let expected = $"FlextMonitor.{string.Join('.', file.Split('/')[1..^1])}"
                    where declared != expected && !(declared.Length == 0 && Path.GetFileName(file) is "Program.cs" or "AssemblyInfo.cs")
                    select $"{file} declares {declared}, not {expected}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void LogEvents_HaveAnIdEach()
    {
        var events = from file in SourceTree.Files("src", "*.cs")
                     from declared in LogEvent().Matches(SourceTree.Read(file))
                     group file by declared.Groups[1].Value;

        events.Count().ShouldBeGreaterThan(10);
        events.Where(files => files.Count() > 1).Select(files => $"{files.Key} in {string.Join(" and ", files)}").ShouldBeEmpty();
    }

    [Fact]
    public void Tests_AreNeverSkipped()
    {
        var skipping = SourceTree.Files("test", "*.cs").Where(file => Skip().IsMatch(SourceTree.Code(file)));

        skipping.ShouldBeEmpty();
    }

    [Fact]
    public void Projects_StandInTheSolution()
    {
        var solution = SourceTree.Read("FlextMonitor.sln").Replace('\\', '/');

        var missing = Folders.SelectMany(folder => SourceTree.Files(folder, "*.csproj")).Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));

        missing.ShouldBeEmpty();
    }

    private static int Lines(string file) => SourceTree.Read(file).TrimEnd().Split('\n').Length;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\[LoggerMessage\((\w*)")]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"\bSkip(Unless|When|Exceptions)?\s*=|Assert\.Skip")]
    private static partial Regex Skip();
}
