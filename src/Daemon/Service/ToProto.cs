using System.Globalization;
using FlextMonitor.Daemon.Runs;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProtoHealth = FlextMonitor.Proto.HealthStatus;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Daemon.Service;

/// <summary>Converts the daemon's values into the messages of its contract.</summary>
internal static class ToProto
{
    /// <summary>Stands for a number that is not known. The contract has no word for it; a number below 0 cannot be taken for a count.</summary>
    public const int UnknownNumber = -1;

    /// <summary>A run. The duration of a running one is the time since its start; 0 stands for one that is not known.</summary>
    public static Execution Execution(Run run, DateTimeOffset now)
    {
        var execution = new Execution
        {
            Id = run.Id,
            PipelineId = run.PipelineId,
            Status = Status(run.State),
            StartedAt = run.StartedAt?.ToTimestamp(),
            FinishedAt = run.FinishedAt?.ToTimestamp(),
            DurationSeconds = Seconds(run, now),
            ErrorMessage = run.Error ?? string.Empty,
            RecordsProcessed = run.Records ?? UnknownNumber,
            TriggeredBy = run.TriggeredBy,
        };
        execution.Metadata.Add(run.Metadata);
        return execution;
    }

    /// <summary>A change of a run.</summary>
    public static ExecutionUpdate Update(Run run, bool newState, DateTimeOffset now)
    {
        var update = new ExecutionUpdate
        {
            ExecutionId = run.Id,
            Type = newState ? "status" : "progress",
            Message = run.Error ?? run.LastMessage,
            Timestamp = (run.FinishedAt ?? now).ToTimestamp(),
            Progress = run.Progress,
            Status = Status(run.State),
        };
        update.Metadata.Add(run.Metadata);
        return update;
    }

    /// <summary>A line of a run's log. The message begins with the part that wrote it; an unknown time or level is empty.</summary>
    public static LogEntry LogEntry(RunLogLine line, string executionId)
    {
        var entry = new LogEntry
        {
            Timestamp = line.Time is { } time ? Stamp(time.UtcDateTime) : "",
            Level = line.Level ?? "",
            Message = line.Plugin is null ? line.Message : $"{line.Plugin} | {line.Message}",
            ExecutionId = executionId,
        };
        if (line.Plugin is { } plugin)
        {
            entry.Metadata["plugin"] = plugin;
        }

        return entry;
    }

    /// <summary>A pipeline.</summary>
    public static Pipeline Pipeline(PipelineInfo info)
    {
        var config = new Struct();
        foreach (var (key, value) in info.Config)
        {
            config.Fields[key] = value is bool flag ? Value.ForBool(flag) : Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return new Pipeline
        {
            Id = info.Id,
            Name = info.Name,
            Description = info.Description,
            Extractor = info.Extractor,
            Loader = info.Loader,
            Transform = info.Transform,
            Config = config,
            Schedule = info.Schedule,
            IsActive = info.IsActive,
            CreatedBy = info.CreatedBy,
            CreatedAt = info.CreatedAt?.ToTimestamp(),
            UpdatedAt = info.CreatedAt?.ToTimestamp(),
            LastStatus = info.LastState is { } state ? Status(state) : Proto.Status.Unspecified,
            LastRun = info.LastRun?.ToTimestamp(),
        };
    }

    /// <summary>The results of all health checks.</summary>
    public static ProtoHealth Health(HealthReport report, DateTimeOffset now)
    {
        var health = new ProtoHealth
        {
            Healthy = report.Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy,
            Timestamp = now.ToTimestamp(),
        };
        foreach (var (name, entry) in report.Entries)
        {
            health.Components[name] = Component(name, entry);
        }

        return health;
    }

    /// <summary>The contract's word for a run's state.</summary>
    public static Status Status(RunState state) => state switch
    {
        RunState.Unknown => Proto.Status.Unspecified,
        RunState.Pending => Proto.Status.Pending,
        RunState.Running => Proto.Status.Running,
        RunState.Success => Proto.Status.Success,
        RunState.Failed => Proto.Status.Failed,
        RunState.Cancelled => Proto.Status.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "a state without a word in the contract"),
    };

    private static long Seconds(Run run, DateTimeOffset now) =>
        (run.FinishedAt ?? (run.HasEnded ? null : now)) - run.StartedAt is { } duration ? Math.Max(0, (long)duration.TotalSeconds) : 0;

    private static string Stamp(DateTime time) =>
        time.ToString(time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static ComponentHealth Component(string name, HealthReportEntry entry)
    {
        var component = new ComponentHealth
        {
            Name = name,
            Healthy = entry.Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy,
            Message = entry.Description ?? entry.Exception?.Message ?? string.Empty,
        };
        foreach (var (key, value) in entry.Data)
        {
            component.Metadata[key] = Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        return component;
    }
}
