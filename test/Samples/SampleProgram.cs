using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;

namespace FlextMonitor.Samples.Tests;

/// <summary>The programs that README shows, run as it says: saved in a file, with the address and the account in the environment.</summary>
internal static class SampleProgram
{
    public const string JavaScript = "js";
    public const string CSharp = "csharp";
    public const string Python = "python";

    /// <summary>The interpreter to run, by its path: one from elsewhere does not see Debian's packages.</summary>
    private const string PythonVariable = "PYTHON";
    private const string UsualPython = "/usr/bin/python3";

    private static readonly MarkdownDocument Readme = MarkdownDocument.Open("README.md");

    /// <summary>Starts one.</summary>
    /// <param name="language">The language of the code block in README.</param>
    /// <param name="folder">Where to save it.</param>
    /// <param name="url">The monitor's address.</param>
    /// <param name="email">The account.</param>
    /// <param name="password">Its password.</param>
    public static ProgramProcess Start(string language, DirectoryInfo folder, string url, string email = InProcessMonitor.Email, string password = InProcessMonitor.Password)
    {
        (string, string)[] settings = [("MONITOR_URL", url), ("MONITOR_EMAIL", email), ("MONITOR_PASSWORD", password), ("PYTHONUNBUFFERED", "1")];
        return language switch
        {
            CSharp => ProgramProcess.Start("FlextMonitor.Samples.CSharp", [], settings),
            JavaScript => ProgramProcess.StartCommand("node", [SaveScript(folder)], settings),
            Python => ProgramProcess.StartCommand(FindPython(), [Save(folder, "watch.py", Python)], settings),
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "README shows no such program."),
        };
    }

    public static string FindPython() => Environment.GetEnvironmentVariable(PythonVariable) is { Length: > 0 } named ? named : UsualPython;

    // npm install @microsoft/signalr
    private static string SaveScript(DirectoryInfo folder)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "node_modules"), Path.Combine(Repository.Web, "App", "node_modules"));
        return Save(folder, "watch.mjs", JavaScript);
    }

    private static string Save(DirectoryInfo folder, string name, string language)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, Readme.Code(language));
        return path;
    }
}
