using BenchmarkDotNet.Attributes;
using FlextMonitor.Hub.Access;

namespace FlextMonitor.Bench.Micro;

/// <summary>Whether one caller may see one message: what is asked for each message and connection.</summary>
[MemoryDiagnoser]
public class RightsBenchmarks
{
    private const int Limited = 12;
    private readonly Rights _everything = Rights.Of([new Grant(Roles.Viewer, [])]);
    private readonly Rights _limited = Rights.Of([new Grant(Roles.Viewer, [.. Enumerable.Range(0, Limited).Select(number => $"daemon-{number}")])]);

    /// <summary>Of somebody who may see all daemons.</summary>
    [Benchmark(Baseline = true)]
    public bool OfAllDaemons() => _everything.Include(Roles.Viewer, "daemon-7");

    /// <summary>Of somebody who may see twelve, one of which it is.</summary>
    [Benchmark]
    public bool OfTwelveDaemons() => _limited.Include(Roles.Viewer, "daemon-7");

    /// <summary>Of somebody who may see twelve, none of which it is.</summary>
    [Benchmark]
    public bool OfAnotherDaemon() => _limited.Include(Roles.Viewer, "daemon-99");
}
