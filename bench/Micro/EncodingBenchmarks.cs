using BenchmarkDotNet.Attributes;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;

namespace FlextMonitor.Bench.Micro;

/// <summary>Writing one value as a hub message: done once for each change and protocol, however many subscribers there are.</summary>
[MemoryDiagnoser]
public class EncodingBenchmarks
{
    private HubParts _parts = null!;
    private MessageEncoder _encoder = null!;
    private int _protocol;
    private SourceMessage _stats = null!;
    private SourceMessage _execution = null!;
    private SourceMessage _health = null!;

    /// <summary>The protocol's name.</summary>
    [Params("json", "messagepack")]
    public string Protocol { get; set; } = "json";

    /// <summary>Makes one value of each kind.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _parts = new HubParts(executions: 10);
        _encoder = _parts.Encoder;
        _protocol = _parts.NumberOf(Protocol);
        var tick = _parts.NextTick(BeatPattern.Three).Changes;
        (_stats, _execution, _health) = (tick[0], tick[1], tick[2]);
    }

    /// <summary>A <see cref="DashboardStats"/>.</summary>
    [Benchmark]
    public int Stats() => _encoder.Encode(_stats, _protocol).Length;

    /// <summary>An <see cref="ExecutionData"/>.</summary>
    [Benchmark]
    public int Execution() => _encoder.Encode(_execution, _protocol).Length;

    /// <summary>A <see cref="HealthStatus"/> of three components.</summary>
    [Benchmark]
    public int Health() => _encoder.Encode(_health, _protocol).Length;
}
