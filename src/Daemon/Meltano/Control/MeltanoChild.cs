using System.Diagnostics;
using System.Globalization;
using FlextMonitor.Daemon.Meltano.Logs.Files;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>One <c>meltano</c> process that the daemon started, with the plugins that it starts. Nothing of it survives its end.</summary>
internal sealed partial class MeltanoChild : IDisposable
{
    private const int BlockSize = 16 * 1024;

    /// <summary>How long after the end of the process its output may be kept open by others, such as plugins that go on without it.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly ProcessGroup _group;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile Ending? _ending;

    private MeltanoChild(ProcessGroup group, string id, string pipelineId, ProjectSecrets secrets, TimeProvider time, ILogger logger)
    {
        _group = group;
        _time = time;
        _logger = logger;
        Id = id;
        PipelineId = pipelineId;
        StartedAt = time.GetUtcNow();
        Output = new ChildOutput(secrets, time);
        Ended = WatchAsync();
    }

    /// <summary>The id of the run, and the column <c>trigger</c> of all of its rows.</summary>
    public string Id { get; }

    /// <summary>The pipeline that it runs.</summary>
    public string PipelineId { get; }

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>What it wrote to standard output and standard error.</summary>
    public ChildOutput Output { get; }

    /// <summary>Completes once it has ended and its output is complete. Never fails.</summary>
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
    /// <param name="logger">Receives what goes wrong with its output.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    public static MeltanoChild Start(ProcessStartInfo start, string id, string pipelineId, ProjectSecrets secrets, TimeProvider time, ILogger logger) =>
        new(ProcessGroup.Start(start), id, pipelineId, secrets, time, logger);

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

    /// <summary>Asks it and its plugins to end, upon which Meltano marks the run as failed, and kills what is left after a while.</summary>
    /// <param name="grace">How long they have.</param>
    /// <returns>Completes once it has ended.</returns>
    public async Task CancelAsync(TimeSpan grace)
    {
        IsCancelled = true;
        _group.Terminate();
        try
        {
            await Ended.WaitAsync(grace, _time);
        }
        catch (TimeoutException)
        {
            Log.Killed(_logger, Id, PipelineId, grace);
            _group.Kill();
            await Ended;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _group.Process.Dispose();

    private async Task WatchAsync()
    {
        var output = Task.WhenAll(CopyAsync(_group.Process.StandardOutput.BaseStream), CopyAsync(_group.Process.StandardError.BaseStream));
        await _group.Process.WaitForExitAsync();
        await output.WaitAsync(LongestRest, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _group.Kill();
        _ending = new Ending(_time.GetUtcNow(), _group.Process.ExitCode);
        Output.End();
    }

    // Reads on whatever a line does: a process whose output nobody reads stops when the pipe is full.
    private async Task CopyAsync(Stream from)
    {
        var lines = new LineSplitter();
        var block = new byte[BlockSize];
        for (int read; (read = await from.ReadAsync(block)) > 0;)
        {
            lines.Split(block.AsSpan(0, read)).ForEach(Add);
        }

        if (lines.TakeRest() is { } rest)
        {
            Add(rest);
        }
    }

    private void Add(RawLine line)
    {
        try
        {
            Output.Add(line);
        }
        catch (Exception unexpected)
        {
            Log.NotShown(_logger, unexpected, Id);
        }
    }

    private sealed record Ending(DateTimeOffset At, int ExitCode);

    private static partial class Log
    {
        [LoggerMessage(4035, LogLevel.Warning, "Killing {Run} of pipeline {Pipeline}: it did not end within {Grace} of being asked to")]
        public static partial void Killed(ILogger logger, string run, string pipeline, TimeSpan grace);

        [LoggerMessage(4038, LogLevel.Error, "A line that {Run} wrote is left out of its log")]
        public static partial void NotShown(ILogger logger, Exception unexpected, string run);
    }
}
