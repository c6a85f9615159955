using System.ComponentModel;
using FlextMonitor.Daemon.Meltano.Database;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;
using FlextMonitor.Daemon.Meltano.Pipelines;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;
using FlextMonitor.Daemon.Runs;

namespace FlextMonitor.Daemon.Meltano.Control;

/// <summary>Starts and stops <c>meltano</c> processes, where <c>AllowControl</c> is true. They end with the daemon.</summary>
internal sealed partial class MeltanoControl(MeltanoOptions options, ProjectFiles files, ProjectSecrets secrets, TimeProvider time, ILogger<MeltanoControl> logger) : IHostedService, IDisposable
{
    private const int MostKept = 100;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Within the time that the host gives its services to stop. Meltano needs it to stop its plugins and to mark the run as failed.</summary>
    private static readonly TimeSpan GraceAtStop = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly List<MeltanoChild> _children = [];
    private readonly List<Task> _cancelling = [];
    private volatile Cancellations _cancellations = Cancellations.None;

    /// <summary>Why nothing can be started or cancelled; <c>null</c> if it can.</summary>
    public Refusal? Refused => options.AllowControl
        ? null
        : new Refusal(RefusalReason.WrongState, $"{options.Key}:{nameof(MeltanoOptions.AllowControl)} is false: set it to true to let the monitor start and cancel runs of this project");

    /// <summary>Which processes were cancelled.</summary>
    public Cancellations Cancellations => _cancellations;

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
        if ((Refused ?? MeltanoCommand.Check(files.Current ?? new MeltanoProject(), pipeline, request)) is { } refused)
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

        Log.Cancelled(logger, child.Id, child.PipelineId);
        Cancel(child, Grace);
        return null;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var child in Children.Where(child => child.EndedAt is null))
        {
            Cancel(child, GraceAtStop);
        }

        await Task.WhenAll(Cancelling());
    }

    /// <inheritdoc/>
    public void Dispose() => _children.ForEach(child => child.Dispose());

    private void Cancel(MeltanoChild child, TimeSpan grace)
    {
        lock (_lock)
        {
            _cancellations = _cancellations.With(child.Id, time.GetUtcNow());
            _cancelling.RemoveAll(task => task.IsCompleted);
            _cancelling.Add(child.CancelAsync(grace));
        }
    }

    private Task[] Cancelling()
    {
        lock (_lock)
        {
            return [.. _cancelling];
        }
    }

    private StartResult StartProcess(MeltanoPipeline pipeline, RunRequest request)
    {
        var trigger = $"{RunRow.DaemonTrigger}{Guid.NewGuid():N}";
        secrets.Add(request.Environment);
        try
        {
            var child = MeltanoChild.Start(MeltanoCommand.Write(options, pipeline, request, trigger), trigger, pipeline.Id, secrets, time, logger);
            _children.Add(child);
            Forget();
            Log.Started(logger, child.Id, pipeline.Id);
            return StartResult.Of(child.Describe());
        }
        catch (Exception failure) when (failure is Win32Exception or FileNotFoundException)
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

    private static partial class Log
    {
        [LoggerMessage(4033, LogLevel.Information, "Started {Run} of pipeline {Pipeline}")]
        public static partial void Started(ILogger logger, string run, string pipeline);

        [LoggerMessage(4034, LogLevel.Information, "Cancelling {Run} of pipeline {Pipeline}")]
        public static partial void Cancelled(ILogger logger, string run, string pipeline);
    }
}
