using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Tests.Mapping;

/// <summary>Builds messages as daemons send them, with valid values by default.</summary>
internal static class DaemonMessages
{
    /// <summary>When the oldest execution started.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>Mapped pipelines, as a daemon lists them.</summary>
    public static IReadOnlyDictionary<string, Contracts.PipelineDefinition> Pipelines(params (string Id, string Name)[] pipelines)
    {
        var pages = new PipelinePages("default", Start);
        pages.Add(pipelines.Select(pipeline => new Pipeline { Id = pipeline.Id, Name = pipeline.Name, IsActive = true }));
        return pages.ById;
    }

    /// <summary>An execution that started the given minutes after <see cref="Start"/>. It took 90 s unless it is still running.</summary>
    public static Execution Execution(string id, int minute = 0, Status status = Status.Success)
    {
        var started = Start.AddMinutes(minute);
        var hasEnded = status is not (Status.Running or Status.Pending);
        return new Execution
        {
            Id = id,
            PipelineId = "orders",
            Status = status,
            StartedAt = Timestamp.FromDateTimeOffset(started),
            FinishedAt = hasEnded ? Timestamp.FromDateTimeOffset(started.AddSeconds(90)) : null,
            DurationSeconds = hasEnded ? 90 : 0,
        };
    }

    /// <summary>Finished executions, newest first as daemons list them; e0 is the oldest.</summary>
    public static IEnumerable<Execution> Executions(int count) => Enumerable.Range(0, count).Reverse().Select(i => Execution($"e{i}", i));

    public static ListExecutionsResponse List(params IEnumerable<Execution> executions) => new() { Executions = { executions } };
}
