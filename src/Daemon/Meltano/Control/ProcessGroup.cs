using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>
/// A process and everything that it starts. On Linux it leads a process group, which a signal reaches as a whole, also once the process itself has ended; elsewhere the tree
/// is ended as far as it hangs together.
/// </summary>
internal sealed class ProcessGroup
{
    private const string Leader = "setsid";
    private const int KillSignal = 9;
    private const int TerminateSignal = 15;

    private readonly Process _process;
    private readonly int _id;

    private ProcessGroup(Process process)
    {
        _process = process;
        _id = process.Id;
    }

    /// <summary>The process that leads the group.</summary>
    public Process Process => _process;

    /// <summary>Starts a program as the leader of a group of its own.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="FileNotFoundException">There is no such program on the <c>PATH</c>.</exception>
    public static ProcessGroup Start(ProcessStartInfo start)
    {
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Insert(0, Find(start.FileName));
            start.FileName = Leader;
        }

        return new ProcessGroup(Process.Start(start)!);
    }

    /// <summary>Asks all of them to end.</summary>
    public void Terminate() => Signal(TerminateSignal);

    /// <summary>Ends all of them that are left.</summary>
    public void Kill() => Signal(KillSignal);

    // Without this, the leader would fail and not the start.
    private static string Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"there is no program '{program}'");

    private void Signal(int signal)
    {
        if (OperatingSystem.IsLinux())
        {
            // A group that is not there has no process left, or has not been made yet: then there is the process alone.
            if (Signal(-_id, signal) != 0 && !_process.HasExited)
            {
                _ = Signal(_id, signal);
            }
        }
        else if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);
}
