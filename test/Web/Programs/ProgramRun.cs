using System.Diagnostics;
using FlextMonitor.Web.Startup;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>The program as a process of its own, with a folder of its own for data and temporary files, and what it prints.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    /// <summary>What stands before the address.</summary>
    public const string AddressLine = "FlextMonitor is at ";

    /// <summary>For a start and an end on a machine that does much else.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string[] Inherited = ["PATH", "HOME", "LANG"];

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly DirectoryInfo _folder;
    private readonly Task _reading;
    private TaskCompletionSource _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramRun(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    public int ProcessId => _process.Id;

    /// <summary>Where it makes temporary files.</summary>
    public string Temporary => Path.Combine(_folder.FullName, "tmp");

    public IReadOnlyList<string> Output => Snapshot(_output);

    public IReadOnlyList<string> Errors => Snapshot(_errors);

    /// <summary>Starts it with the given settings and no others, on a free port unless they say where.</summary>
    public static ProgramRun Start(params (string Key, string Value)[] settings) => Start([], settings);

    /// <summary>As the other, with a command line.</summary>
    public static ProgramRun Start(string[] arguments, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("program-test-");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        start.ArgumentList.Add(typeof(Announcement).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => Inherited.Contains(name) || name.StartsWith("DOTNET_", StringComparison.Ordinal)))
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        start.Environment["TMPDIR"] = folder.CreateSubdirectory("tmp").FullName;
        start.Environment["DataDirectory"] = Path.Combine(folder.FullName, "data");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new ProgramRun(Process.Start(start)!, folder);
    }

    /// <summary>The first line of standard output that contains a text.</summary>
    public async Task<string> LineAsync(string part) =>
        await FindLineAsync(part) ?? throw new InvalidOperationException($"It ended without printing '{part}': {string.Join('\n', Errors)}");

    /// <summary>The first line of standard output that contains a text; null where it ended without one.</summary>
    public async Task<string?> FindLineAsync(string part)
    {
        while (true)
        {
            Task printed;
            bool ended;
            lock (_gate)
            {
                ended = _reading.IsCompleted;
                printed = _printed.Task;
                if (_output.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }
            }

            if (ended)
            {
                return null;
            }

            await Task.WhenAny(printed, _reading).WaitAsync(Limit);
        }
    }

    /// <summary>Where it says that it listens.</summary>
    public async Task<string> AddressAsync()
    {
        return (await LineAsync(AddressLine))[AddressLine.Length..];
    }

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        await _reading.WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as a service manager does; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{ProcessId}"]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
        return await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await ExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                lines.Add(line);
            }

            Tell();
        }
    }

    private void Tell()
    {
        lock (_gate)
        {
            _printed.TrySetResult();
            _printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private List<string> Snapshot(List<string> lines)
    {
        lock (_gate)
        {
            return [.. lines];
        }
    }
}
