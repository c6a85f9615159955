using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Bench.Micro;

/// <summary>What rules cost: one rule on one figure, and one change of one of twenty daemons with the built-in rules and with a thousand more.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private const int Sources = 20;
    private const int ManyRules = 1000;

    private readonly ThresholdTrack _track = new(ThresholdRule.Of(Threshold(0))!, open: null);
    private EvaluationTerm _builtIn = null!;
    private EvaluationTerm _many = null!;
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddDays(20_000);
    private long _sequence;

    /// <summary>Twenty live daemons.</summary>
    [GlobalSetup]
    public void SetUp() => (_builtIn, _many) = (Start([]), Start([.. Enumerable.Range(0, ManyRules).Select(Threshold)]));

    /// <summary>One threshold on one value that changes nothing.</summary>
    [Benchmark(Baseline = true)]
    public bool OneRule() => _track.Judge(++_sequence % 2, new Evidence(_now, _now));

    /// <summary>A change of figures with the built-in rules.</summary>
    [Benchmark]
    public int ChangeWithBuiltInRules() => Change(_builtIn);

    /// <summary>A change of figures with a thousand thresholds that concern it.</summary>
    [Benchmark]
    public int ChangeWithThousandRules() => Change(_many);

    private static Rule Threshold(int number) => new(
        $"rule-{number}", $"Rule {number}", ProblemKinds.Threshold, true, ProblemSeverity.Warning, RuleMatch.Everything, new JsonObject { ["figure"] = "cpuUsage", ["above"] = 90, ["forSeconds"] = 60 }, null);

    private static DashboardStats Stats(int source, long sequence, DateTimeOffset now) => new()
    {
        Source = $"daemon-{source}",
        Epoch = 1,
        Sequence = sequence,
        ObservedAt = now,
        Fallback = false,
        Error = null,
        ActivePipelines = 1,
        TotalExecutions = sequence,
        SuccessRate = 100,
        UptimeSeconds = sequence,
        CpuUsage = sequence % 50,
        MemoryUsage = 10,
        ActiveConnections = 1,
        LastKnown = null,
    };

    private static SourceStatus Status(int source, DateTimeOffset now) => new()
    {
        Source = $"daemon-{source}",
        Epoch = 1,
        Sequence = 1,
        ObservedAt = now,
        State = SourceState.Live,
        Error = null,
        Since = now,
        LastLiveAt = now,
        IntervalSeconds = 1,
        ExecutionLimit = 50,
        Version = null,
        Environment = null,
        Feeds = ValueMap<FeedStatus>.From(new[] { FeedNames.Stats, FeedNames.Health, FeedNames.Executions }.Select(feed => KeyValuePair.Create(feed, new FeedStatus { Ok = true, Error = null }))),
    };

    private EvaluationTerm Start(IReadOnlyList<Rule> rules)
    {
        var term = new EvaluationTerm(new MessageStamp(1), at => Guid.CreateVersion7(at).ToString("n"), (source, exception) => throw new InvalidOperationException(source, exception));
        term.Use([.. BuiltInRules.All, .. rules]);
        term.Take(new FeedBatch([.. Enumerable.Range(0, Sources).SelectMany(source => new SourceMessage[] { Status(source, _now), Stats(source, 1, _now) })], []) { IsWhole = true }, _now);
        return term;
    }

    // As with twenty daemons that are sampled each second.
    private int Change(EvaluationTerm term)
    {
        _now = _now.AddMilliseconds(50);
        return term.Take(new FeedBatch([Stats((int)(++_sequence % Sources), _sequence, _now)], []), _now).Count;
    }
}
