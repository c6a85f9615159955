using System.Globalization;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;

namespace FlextMonitor.Bench.FanOut.Scenarios;

/// <summary>The polling that this hub replaces: every client requests the state repeatedly.</summary>
internal sealed class PollingScenario : Scenario
{
    private const string Django = "Django, three calls to the daemon a poll";
    private const string DjangoFromMemory = "Django, from memory";
    private const string AspNet = "ASP.NET, from memory";
    private const int DjangoWorkers = 2;

    public override string Name => "polling";

    public override string Title => "The polling that this replaces";

    public override string Text =>
        "Kept connections, polls spread evenly: 2,000 a second from 1,000 callers, 100 a second where each poll makes three calls to the daemon (a scripted one, not counted). "
        + "Django runs under gunicorn with two workers of four threads.";

    public override IReadOnlyList<string> Contenders { get; } = [Django, DjangoFromMemory, AspNet];

    public override IReadOnlyList<Column> Figures { get; } =
    [
        new("cpu", "server CPU per poll, µs", 0),
        new("answers", "answers/s", 0),
        new("p50", "p50, ms"),
        new("p99", "p99, ms"),
        new("bytes", "bytes per poll", 0),
    ];

    public override async Task<IReadOnlyDictionary<string, double>> MeasureAsync(string contender, CancellationToken cancellationToken)
    {
        await using var daemon = await ScriptedDaemon.StartAsync(Script());
        var port = ServerProcess.FreePort();
        var command = contender == AspNet ? AspNetCommand(port) : DjangoCommand(port, daemon);
        await using var server = await ServerProcess.StartAsync(command, port, TimeProvider.System, cancellationToken);
        var (callers, interval) = contender == Django ? (50, 500) : (Effort.Clients(1000), 500);

        await server.WithWorkersAsync(contender == AspNet ? 1 : 1 + DjangoWorkers, TimeProvider.System, cancellationToken);
        var result = await LoadRun.RunAsync(
            "poll",
            cancellationToken,
            ("port", port),
            ("path", contender == DjangoFromMemory ? "/memory/" : Routes.Stats),
            ("callers", callers),
            ("interval-ms", interval),
            ("warmup", Effort.Seconds(8)),
            ("seconds", Effort.Seconds(10)),
            ("pids", server.Ids));
        var answers = result.GetProperty("answers").GetDouble();
        if (result.GetProperty("refusals").GetInt64() > 0 || answers == 0)
        {
            throw new InvalidOperationException($"{contender} did not answer every poll with 200: {result}{Environment.NewLine}{string.Join(Environment.NewLine, server.Output)}");
        }

        return new Dictionary<string, double>
        {
            ["cpu"] = result.GetProperty("serverCpuUs").GetDouble() / answers,
            ["answers"] = answers / result.GetProperty("seconds").GetDouble(),
            ["p50"] = result.GetProperty("latencyMs").GetProperty("p50").GetDouble(),
            ["p99"] = result.GetProperty("latencyMs").GetProperty("p99").GetDouble(),
            ["bytes"] = result.GetProperty("bytes").GetDouble() / answers,
        };
    }

    private static Command AspNetCommand(int port) =>
        new(BenchPaths.Program("bench/peers/AspNet", "FlextMonitor.Bench.Peers"), ["polling", string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{port}")]);

    private static Command DjangoCommand(int port, ScriptedDaemon daemon) => new(
        "/usr/bin/gunicorn",
        ["--workers", string.Create(CultureInfo.InvariantCulture, $"{DjangoWorkers}"), "--threads", "4", "--keep-alive", "30", "--bind", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "application:application"],
        Path.Combine(Repository.Root, "bench/peers/django"),
        new Dictionary<string, string>
        {
            ["DAEMON"] = new Uri(daemon.Address).Authority,
            ["GENERATED"] = BenchPaths.Artifacts,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        });

    private static DaemonScript Script() => new()
    {
        ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse
        {
            Executions = { Enumerable.Range(0, 10).Select(Execution) },
            Total = 10,
        }),
    };

    private static Execution Execution(int index) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"execution-{index}"),
        PipelineId = "tap-orders-to-warehouse",
        Status = Status.Success,
        StartedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddDays(20_000)),
        DurationSeconds = 123,
    };
}
