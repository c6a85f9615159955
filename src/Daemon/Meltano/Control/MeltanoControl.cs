using System.ComponentModel;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>Starts and stops <c>meltano</c> processes, where <c>AllowControl</c> is true. They end with the daemon.</summary>
internal sealed partial class MeltanoControl(MeltanoOptions options, ProjectSecrets secrets, TimeProvider time, ILogger<MeltanoControl> logger) : IHostedService, IDisposable
{
    private const int MostKept = 100;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GraceAtStop = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<MeltanoChild> _children = [];

    /// <summary>Why nothing can be started or cancelled; <c>null</c> if it can.</summary>
    public Refusal? Refused => options.AllowControl
        ? null
        : new Refusal(RefusalReason.WrongState, $"{options.Key}:{nameof(MeltanoOptions.AllowControl)} is false: set it to true to let the monitor start and cancel runs of this project");

    /// <summary>The processes, oldest first: the running ones and the newest that have ended.</summary>
    public IReadOnlyList<MeltanoChild> Children
    {
        get
        {
            lock (_lock)
            {
                return [.. _children];
            }
        }
    }

    /// <summary>Starts a run; the caller has looked whether the pipeline is running already.</summary>
    public StartResult Start(MeltanoPipeline pipeline, RunRequest request)
    {
        if ((Refused ?? MeltanoCommand.Check(pipeline, request)) is { } refused)
        {
            return new StartResult(null, refused);
        }

        lock (_lock)
        {
            return _children.FirstOrDefault(child => child.PipelineId == pipeline.Id && child.EndedAt is null) is { } running
                ? StartResult.Of(RefusalReason.WrongState, $"pipeline '{pipeline.Id}' is running already, as {running.Id}; cancel that first or wait for its end")
                : StartProcess(pipeline, request);
        }
    }

    /// <summary>Cancels a run.</summary>
    public Refusal? Cancel(string id, MeltanoChild? child)
    {
        if (Refused is { } refused)
        {
            return refused;
        }

        if (child is null || child.EndedAt is not null)
        {
            return new Refusal(RefusalReason.WrongState, child is null
                ? $"execution '{id}' was not started by this daemon, which can cancel only what it started"
                : $"execution '{id}' has ended already");
        }

        child.Cancel();
        Log.Cancelled(logger, child.Id, child.PipelineId);
        _ = KillAfterAsync(child, Grace);
        return null;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var running = Children.Where(child => child.EndedAt is null).ToList();
        running.ForEach(child => child.Cancel());
        await Task.WhenAll(running.Select(child => KillAfterAsync(child, GraceAtStop)));
    }

    /// <inheritdoc/>
    public void Dispose() => _children.ForEach(child => child.Dispose());

    private StartResult StartProcess(MeltanoPipeline pipeline, RunRequest request)
    {
        var trigger = $"flextmonitor-{Guid.NewGuid():N}";
        try
        {
            var child = MeltanoChild.Start(MeltanoCommand.Write(options, pipeline, request, trigger), trigger, pipeline.Id, secrets, time);
            _children.Add(child);
            Forget();
            Log.Started(logger, child.Id, pipeline.Id);
            return StartResult.Of(child.Describe());
        }
        catch (Win32Exception failure)
        {
            return StartResult.Of(RefusalReason.WrongState, $"meltano cannot be started: {failure.Message}. It must be on the PATH of the daemon");
        }
    }

    private void Forget()
    {
        var ended = _children.Where(child => child.EndedAt is not null).ToList();
        foreach (var child in ended.Take(ended.Count - MostKept))
        {
            _children.Remove(child);
            child.Dispose();
        }
    }

    private async Task KillAfterAsync(MeltanoChild child, TimeSpan grace)
    {
        try
        {
            await child.Ended.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            Log.Killed(logger, child.Id, child.PipelineId, grace);
            child.Kill();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4033, LogLevel.Information, "Started {Run} of pipeline {Pipeline}")]
        public static partial void Started(ILogger logger, string run, string pipeline);

        [LoggerMessage(4034, LogLevel.Information, "Cancelling {Run} of pipeline {Pipeline}")]
        public static partial void Cancelled(ILogger logger, string run, string pipeline);

        [LoggerMessage(4035, LogLevel.Warning, "Killing {Run} of pipeline {Pipeline}: it did not end within {Grace} of being asked to")]
        public static partial void Killed(ILogger logger, string run, string pipeline, TimeSpan grace);
    }
}
