using FlextMonitor.Proto;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.EndToEnd.Tests;

/// <summary>Answers that a buggy or hostile daemon may send, within what protobuf can carry.</summary>
internal sealed record HostileAnswers
{
    /// <summary>Longer than every limit on text; 5 MiB of characters with two bytes each, since the whole message must stay below the size limit.</summary>
    private static readonly string TenMegabytes = new('\u00e9', 5 * 1024 * 1024);

    private static readonly Gen<double> Figure = Gen.OneOf(
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, -1, 0, 99.95, 100.04, 1e300),
        ArbMap.Default.GeneratorFor<double>());

    private static readonly Gen<long> Whole = Gen.OneOf(
        Gen.Elements(long.MinValue, long.MaxValue, -1, 0, 1L << 53, (1L << 53) - 1, int.MaxValue),
        ArbMap.Default.GeneratorFor<long>());

    // No unpaired surrogates, because protobuf refuses to send them.
    private static readonly Gen<string> Text = Gen.Frequency(
        (6, Gen.Elements(
            "", " ", "\0", "\u0001\u001e\u001f", "\u001e{}\u001e", "\uFEFF\u200B\u202Egnp.exe", "</script><img src=x onerror=alert(1)>", "__proto__", "constructor", "\"\\\r\n\t\u2028\u2029",
            "\U0001F469\u200D\U0001F680", string.Concat(Enumerable.Repeat("\U0001F600", 3000)), string.Concat(Enumerable.Repeat("e\u0301", 5000)), "NaN", "null", "\uFFFF\uFFFE")),
        (3, ArbMap.Default.GeneratorFor<string>().Select(text => new string([.. (text ?? "").Where(character => !char.IsSurrogate(character))]))));

    private static readonly Gen<Timestamp?> Time = Gen.OneOf(
        Gen.Constant<Timestamp?>(null),
        Gen.Elements(long.MinValue, long.MaxValue, 0L, -62135596800, -62135596801, 253402300799, 253402300800, 1767355200).Zip(Gen.Elements(int.MinValue, -1, 0, 999_999_999, int.MaxValue))
            .Select(Timestamp? (pair) => new Timestamp { Seconds = pair.Item1, Nanos = pair.Item2 }));

    private static readonly Gen<Status> State = Gen.Elements(0, 1, 2, 3, 4, 5, 6, 99, -1, int.MaxValue, int.MinValue).Select(number => (Status)number);

    private static readonly Gen<KeyValuePair<string, string>[]> Map = Gen.Frequency(
        (9, Text.Zip(Text).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)).ArrayOf(6)),
        (1, Gen.Constant(Enumerable.Range(0, 20_000).Select(number => KeyValuePair.Create($"key {number}", "value")).ToArray())));

    private static readonly Gen<string> LongText = Gen.Frequency((20, Text), (1, Gen.Constant(TenMegabytes)));

    private static readonly Gen<SystemStats> AnyStats =
        from pipelines in Whole
        from total in Whole
        from rate in Figure
        from uptime in Whole
        from cpu in Figure
        from memory in Figure
        select new SystemStats
        {
            ActivePipelines = unchecked((int)pipelines),
            TotalExecutions = total,
            SuccessRate = rate,
            UptimeSeconds = uptime,
            CpuUsage = cpu,
            MemoryUsage = memory,
            ActiveConnections = unchecked((int)total),
        };

    private static readonly Gen<ComponentHealth> Component =
        from name in Text
        from message in LongText
        from healthy in Gen.Elements(true, false)
        from metadata in Map
        select Filled(new ComponentHealth { Name = name, Message = message, Healthy = healthy }, component => component.Metadata, metadata);

    private static readonly Gen<Proto.HealthStatus> AnyHealth =
        from healthy in Gen.Elements(true, false)
        from time in Time
        from components in Text.Zip(Component).ArrayOf(8)
        select Filled(new Proto.HealthStatus { Healthy = healthy, Timestamp = time }, health => health.Components, components.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));

    private static readonly Gen<Execution> AnyExecution =
        from id in Gen.Frequency((1, Text), (3, Gen.Choose(0, 5).Select(number => $"run-{number}")))
        from pipeline in Text
        from status in State
        from started in Time
        from finished in Time
        from duration in Whole
        from records in Whole
        from error in LongText
        from metadata in Map
        select Filled(
            new Execution
            {
                Id = id,
                PipelineId = pipeline,
                Status = status,
                StartedAt = started,
                FinishedAt = finished,
                DurationSeconds = duration,
                RecordsProcessed = records,
                ErrorMessage = error,
                TriggeredBy = pipeline,
            },
            execution => execution.Metadata,
            metadata);

    private static readonly Gen<ExecutionUpdate> Update =
        from message in Text
        from progress in Figure
        from status in State
        from time in Time
        select new ExecutionUpdate { ExecutionId = message, Type = message, Message = message, Progress = progress, Status = status, Timestamp = time };

    public required SystemStats Stats { get; init; }

    public required Proto.HealthStatus Health { get; init; }

    public required ListExecutionsResponse Executions { get; init; }

    public required SystemInfo Info { get; init; }

    public required ListPipelinesResponse Pipelines { get; init; }

    public required ExecutionUpdate[] Updates { get; init; }

    /// <summary>One answer of each kind.</summary>
    public static Gen<HostileAnswers> Any { get; } =
        from stats in AnyStats
        from health in AnyHealth
        from executions in AnyExecution.ArrayOf(8)
        from total in Whole
        from version in LongText
        from name in Text
        from updates in Update.ArrayOf(4)
        select new HostileAnswers
        {
            Stats = stats,
            Health = health,
            Executions = new ListExecutionsResponse { Executions = { executions }, Total = unchecked((int)total) },
            Info = new SystemInfo { Version = version, Environment = name },
            Pipelines = new ListPipelinesResponse { Pipelines = { new Pipeline { Id = name, Name = version }, new Pipeline { Id = name, Name = name } }, Total = unchecked((int)total) },
            Updates = updates,
        };

    private static T Filled<T, TValue>(T message, Func<T, IDictionary<string, TValue>> map, IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        foreach (var (key, value) in entries)
        {
            map(message)[key] = value;
        }

        return message;
    }
}
