using FlextMonitor.Collector.Mapping;
using FlextMonitor.Proto;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Tests.Mapping;

/// <summary>Executions as daemons send them, sane unless a test says otherwise.</summary>
internal static class Sent
{
    /// <summary>When the oldest of them started.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>Pipelines as a daemon lists them, mapped.</summary>
    public static IReadOnlyDictionary<string, Contracts.PipelineDefinition> Pipelines(params (string Id, string Name)[] pipelines)
    {
        var pages = new PipelinePages("default", Start);
        pages.Add(pipelines.Select(pipeline => new Pipeline { Id = pipeline.Id, Name = pipeline.Name, IsActive = true }));
        return pages.ById;
    }

    /// <summary>One that started so many minutes after <see cref="Start"/>, and took 90 s unless it runs.</summary>
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

    /// <summary>Finished ones, e0 the oldest; newest first, as daemons list them.</summary>
    public static IEnumerable<Execution> Executions(int count) => Enumerable.Range(0, count).Reverse().Select(i => Execution($"e{i}", i));

    public static ListExecutionsResponse List(params IEnumerable<Execution> executions) => new() { Executions = { executions } };
}
