using BenchmarkDotNet.Attributes;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Live;

namespace FlextMonitor.Bench.Micro;

/// <summary>Encodes one value as a hub message; done once for each change and protocol, for any number of subscribers.</summary>
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

    /// <summary>Creates one value of each kind.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _parts = new HubParts(executions: 10);
        _encoder = _parts.Encoder;
        _protocol = _parts.NumberOf(Protocol);
        var tick = _parts.NextTick(BeatPattern.Three).Changes;
        (_stats, _execution, _health) = (tick[0], tick[1], tick[2]);
    }

    /// <summary>Encodes a <see cref="DashboardStats"/>.</summary>
    [Benchmark]
    public int Stats() => _encoder.Encode(_stats, _protocol).Length;

    /// <summary>Encodes an <see cref="ExecutionData"/>.</summary>
    [Benchmark]
    public int Execution() => _encoder.Encode(_execution, _protocol).Length;

    /// <summary>Encodes a <see cref="HealthStatus"/> with three components.</summary>
    [Benchmark]
    public int Health() => _encoder.Encode(_health, _protocol).Length;
}
