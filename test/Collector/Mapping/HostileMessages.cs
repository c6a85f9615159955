using FlextMonitor.Proto;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Collector.Tests.Mapping;

/// <summary>Messages from broken or hostile daemons: every field takes problematic values as well as ordinary ones.</summary>
public static class HostileMessages
{
    private static readonly string[] Texts =
    [
        "", " ", "orders", "__proto__", "__pro\0to__", "constructor", "<img src=x onerror=alert(1)>", "\u001b[31m", "\0", "line\r\nline", "\u2028\u2029",
        "\u202egnp.exe", "\ufeff", "\ufffe\uffff", "e\u0301\u0301\u0301", "😀", "👩‍👩‍👧‍👦", "\U0010ffff", "ab\ud83d", "\ude00cd", "\ud83d\ud83d\ude00", "\u0085\u009f", "null", "NaN", "\"\\/",
    ];

    private static Gen<double> Figure => Gen.OneOf(
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0, 99.95, 100, 100.04, 1e9, -1e-9),
        Gen.Choose(-50, 150).Select(percent => percent / 0.97),
        ArbMap.Default.GeneratorFor<double>());

    private static Gen<long> Number => Gen.OneOf(
        Gen.Elements(long.MinValue, long.MaxValue, -1, 0, 1, (1L << 53) - 1, 1L << 53, 59, 60, 3599, 3600, 253_402_300_800, -62_135_596_801),
        ArbMap.Default.GeneratorFor<long>());

    // Half of the texts have a length near a limit and consist of surrogate pairs, so that a cut falls inside a character.
    private static Gen<string> Text => Gen.OneOf(
        Gen.Elements(Texts),
        Gen.ArrayOf(Gen.Elements(Texts)).Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        from limit in Gen.Elements(128, 256, 512, 1024, 4096)
        from extra in Gen.Choose(-3, 3)
        from character in Gen.Elements("x", "😀", "\0", "é")
        select "a" + string.Concat(Enumerable.Repeat(character, (limit + extra) / character.Length)));

    private static Gen<Timestamp?> Time => Gen.OneOf(
        Gen.Constant<Timestamp?>(null),
        from seconds in Number
        from nanos in Gen.Elements(0, 1, -1, 999_999_999, 1_000_000_000, int.MinValue, int.MaxValue)
        select (Timestamp?)new Timestamp { Seconds = seconds, Nanos = nanos });

    private static Gen<Status> State => Gen.OneOf(Gen.Choose(0, 5), Gen.Elements(-1, 6, int.MaxValue, int.MinValue)).Select(number => (Status)number);

    private static Gen<Dictionary<string, string>> Metadata =>
        from most in Gen.Frequency((20, Gen.Choose(0, 4)), (1, Gen.Constant(60)))
        from entries in Gen.ArrayOf(Gen.Zip(Text, Text), most)
        select entries.DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Item2);

    public static Arbitrary<SystemStats> SystemStats() => Arb.From(
        from figures in Gen.ArrayOf(Figure, 3)
        from numbers in Gen.ArrayOf(Number, 4)
        select new SystemStats
        {
            ActivePipelines = unchecked((int)numbers[0]),
            TotalExecutions = numbers[1],
            SuccessRate = figures[0],
            UptimeSeconds = numbers[2],
            CpuUsage = figures[1],
            MemoryUsage = figures[2],
            ActiveConnections = unchecked((int)numbers[3]),
        });

    public static Arbitrary<HealthStatus> HealthStatus() => Arb.From(
        from healthy in ArbMap.Default.GeneratorFor<bool>()
        from time in Time
        from count in Gen.Frequency((20, Gen.Choose(0, 6)), (1, Gen.Constant(230)))
        from components in Gen.ArrayOf(Gen.Zip(Text, Component), count)
        select Filled(new HealthStatus { Healthy = healthy, Timestamp = time }, components));

    public static Arbitrary<Execution> Execution() => Arb.From(AnyExecution);

    public static Arbitrary<ListExecutionsResponse> ListExecutionsResponse() => Arb.From(
        from count in Gen.Elements(0, 1, 5, 25)
        from executions in Gen.ArrayOf(AnyExecution, count)
        select new ListExecutionsResponse { Executions = { executions }, Total = -1, Limit = int.MaxValue });

    public static Arbitrary<LogEntry> LogEntry() => Arb.From(
        from time in Gen.OneOf(Text, Gen.Elements("2026-01-15T05:10:45", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "24:00", "1e9"))
        from level in Text
        from message in Text
        select new LogEntry { Timestamp = time, Level = level, Message = message });

    public static Arbitrary<SystemInfo> SystemInfo() => Arb.From(
        from version in Text
        from environment in Text
        select new SystemInfo { Version = version, Environment = environment });

    public static Arbitrary<ListPipelinesResponse> ListPipelinesResponse() => Arb.From(
        from pipelines in Gen.ArrayOf(Gen.Zip(Text, Text))
        select new ListPipelinesResponse { Pipelines = { pipelines.Select(pair => new Pipeline { Id = pair.Item1, Name = pair.Item2 }) } });

    private static Gen<ComponentHealth> Component =>
        from name in Text
        from message in Text
        from healthy in ArbMap.Default.GeneratorFor<bool>()
        from metadata in Metadata
        select new ComponentHealth { Name = name, Message = message, Healthy = healthy, Metadata = { metadata } };

    private static Gen<Execution> AnyExecution =>
        from texts in Gen.ArrayOf(Text, 4)
        from status in State
        from started in Time
        from finished in Time
        from numbers in Gen.ArrayOf(Number, 2)
        from metadata in Metadata
        select new Execution
        {
            Id = texts[0],
            PipelineId = texts[1],
            Status = status,
            StartedAt = started,
            FinishedAt = finished,
            DurationSeconds = numbers[0],
            ErrorMessage = texts[2],
            RecordsProcessed = numbers[1],
            TriggeredBy = texts[3],
            Metadata = { metadata },
        };

    private static HealthStatus Filled(HealthStatus health, IEnumerable<(string Key, ComponentHealth Component)> components)
    {
        foreach (var (key, component) in components)
        {
            health.Components[key] = component;
        }

        return health;
    }
}
