using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>One <c>meltano</c> process that the daemon started.</summary>
internal sealed class MeltanoChild : IDisposable
{
    private const int Terminate = 15;
    private const int BlockSize = 16 * 1024;

    private readonly Process _process;
    private volatile Ending? _ending;

    private MeltanoChild(Process process, string id, string pipelineId, ProjectSecrets secrets, TimeProvider time)
    {
        _process = process;
        Id = id;
        PipelineId = pipelineId;
        StartedAt = time.GetUtcNow();
        Output = new ChildOutput(secrets, time);
        Ended = WatchAsync(time);
    }

    /// <summary>The id of the run until its row is there, and the column <c>trigger</c> of all of its rows.</summary>
    public string Id { get; }

    /// <summary>The pipeline that it runs.</summary>
    public string PipelineId { get; }

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>What it wrote to standard output and standard error.</summary>
    public ChildOutput Output { get; }

    /// <summary>Completes once it has ended and its output is complete.</summary>
    public Task Ended { get; }

    /// <summary>UTC; <c>null</c> until it has ended.</summary>
    public DateTimeOffset? EndedAt => _ending?.At;

    /// <summary>Whether it was cancelled by a person, or by the stop of the daemon.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="start">The program, its arguments and its environment.</param>
    /// <param name="id">See <see cref="Id"/>.</param>
    /// <param name="pipelineId">See <see cref="PipelineId"/>.</param>
    /// <param name="secrets">What its output must not show.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static MeltanoChild Start(ProcessStartInfo start, string id, string pipelineId, ProjectSecrets secrets, TimeProvider time) =>
        new(Process.Start(start)!, id, pipelineId, secrets, time);

    /// <summary>The run as long as Meltano has written no row of it, or if it ended without one.</summary>
    public Run Describe()
    {
        var ending = _ending;
        var state = ending is null ? RunState.Running : IsCancelled ? RunState.Cancelled : ending.ExitCode == 0 ? RunState.Success : RunState.Failed;
        return new Run(Id, PipelineId, state, StartedAt, "api")
        {
            FinishedAt = ending?.At,
            Error = state == RunState.Failed ? $"meltano ended with exit code {ending!.ExitCode.ToString(CultureInfo.InvariantCulture)}\n{Output.Tail}".TrimEnd() : null,
            LastMessage = Output.LastMessage,
        };
    }

    /// <summary>Asks it to end. Meltano then stops its plugins and marks the run as failed.</summary>
    public void Cancel()
    {
        IsCancelled = true;
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
        }
    }

    /// <summary>Ends it and its plugins at once.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private async Task WatchAsync(TimeProvider time)
    {
        await Task.WhenAll(CopyAsync(_process.StandardOutput.BaseStream), CopyAsync(_process.StandardError.BaseStream), _process.WaitForExitAsync());
        _ending = new Ending(time.GetUtcNow(), _process.ExitCode);
        Output.End();
    }

    private async Task CopyAsync(Stream from)
    {
        var lines = new LineSplitter();
        var block = new byte[BlockSize];
        for (int read; (read = await from.ReadAsync(block)) > 0;)
        {
            lines.Split(block.AsSpan(0, read)).ForEach(Output.Add);
        }

        if (lines.TakeRest() is { } rest)
        {
            Output.Add(rest);
        }
    }

    private sealed record Ending(DateTimeOffset At, int ExitCode);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
