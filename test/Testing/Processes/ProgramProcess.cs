using System.Diagnostics;
using System.Globalization;

namespace FlextMonitor.Testing.Processes;

/// <summary>
/// A program as a process of its own: with a folder of its own for data and temporary files, and with
/// no environment variables but those that a test sets and those that the system needs.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    /// <summary>For a start and an end on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string[] Inherited = ["PATH", "HOME", "LANG"];

    private readonly Process _process;
    private readonly ProcessOutput _output;
    private readonly DirectoryInfo _folder;

    private readonly IReadOnlyList<(string Key, string Value)> _settings;

    private ProgramProcess(Process process, DirectoryInfo folder, IReadOnlyList<(string Key, string Value)> settings)
    {
        _settings = settings;
        _process = process;
        _folder = folder;
        _output = new ProcessOutput(process);
    }

    /// <summary>The process's id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Where it makes temporary files.</summary>
    public string Temporary => Path.Combine(_folder.FullName, "tmp");

    /// <summary>The lines of standard output so far.</summary>
    public IReadOnlyList<string> Output => _output.Output;

    /// <summary>The lines of standard error so far.</summary>
    public IReadOnlyList<string> Errors => _output.Errors;

    /// <summary>Starts a built program that stands beside the tests, with the given settings and no others, on a free port unless they name one.</summary>
    /// <param name="program">Its name, such as <c>FlextMonitor.Web</c>.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Its settings, which it gets as environment variables.</param>
    public static ProgramProcess Start(string program, IReadOnlyList<string> arguments, params IReadOnlyList<(string Key, string Value)> settings) =>
        StartCommand("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments], settings);

    /// <summary>Starts a built program in the same way, with a limit of file descriptors.</summary>
    /// <param name="program">Its name, such as <c>FlextMonitor.Web</c>.</param>
    /// <param name="descriptors">How many it may have open.</param>
    /// <param name="settings">Its settings, which it gets as environment variables.</param>
    public static ProgramProcess StartLimited(string program, int descriptors, params IReadOnlyList<(string Key, string Value)> settings) =>
        StartCommand("bash", ["-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -n {descriptors} && exec dotnet \"$0\""), Path.Combine(AppContext.BaseDirectory, $"{program}.dll")], settings);

    /// <summary>Starts a command, such as an interpreter, in the same way.</summary>
    /// <param name="command">Its path, or its name in the search path.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Its settings, which it gets as environment variables.</param>
    public static ProgramProcess StartCommand(string command, IReadOnlyList<string> arguments, params IReadOnlyList<(string Key, string Value)> settings)
    {
        var folder = Directory.CreateTempSubdirectory("flextmonitor-program-");
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        SetEnvironment(start.Environment, folder, settings);
        return new ProgramProcess(Process.Start(start)!, folder, settings);
    }

    /// <summary>The first line of standard output that contains a text.</summary>
    /// <param name="part">The text.</param>
    /// <param name="after">How many lines to leave out.</param>
    /// <exception cref="InvalidOperationException">The program ended without printing one.</exception>
    public async Task<string> LineAsync(string part, int after = 0) =>
        await FindLineAsync(part, after) ?? throw new InvalidOperationException($"The program ended without printing '{part}', but:\n{_output}");

    /// <summary>The first line of standard output that contains a text; null if the program ends without printing one.</summary>
    public Task<string?> FindLineAsync(string part, int after = 0) => _output.FindLineAsync(part, after, Limit);

    /// <summary>Sends a signal by its name, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"The program had ended before the signal {signal}:\n{_output}");
        }
    }

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        await _output.Ended.WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM, as a service manager does, and waits for its end; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await ExitAsync();
    }

    /// <summary>Everything it has printed so far.</summary>
    public override string ToString() => _output.ToString();

    /// <summary>Ends it, if it has not ended.</summary>
    /// <exception cref="InvalidOperationException">It has printed a password or a token, whatever the test was about.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await ExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
        if (PrintedSecrets.In([.. Output, .. Errors], _settings).FirstOrDefault() is { } line)
        {
            throw new InvalidOperationException($"A credential stands in what the program printed: {line}");
        }
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, DirectoryInfo folder, IReadOnlyList<(string Key, string Value)> settings)
    {
        foreach (var name in environment.Keys.Where(name => !Inherited.Contains(name) && !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }

        environment["TMPDIR"] = folder.CreateSubdirectory("tmp").FullName;
        environment["DataDirectory"] = Path.Combine(folder.FullName, "data");
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
        {
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }
}
