using System.Collections.Concurrent;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Status = FlextMonitor.Proto.Status;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>A daemon's running executions, with streams that the test controls, and a clock of the test for who wants it.</summary>
internal sealed class RunFollowerFixture
{
    private volatile IReadOnlyList<Execution> _list = [DaemonMessages.Execution("runs", 0, Status.Running)];

    public RunFollowerFixture()
    {
        Script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(_list));
        Script.StreamExecution = (request, updates, context) => (Streams[request.ExecutionId] = new RunStream(request.ExecutionId, updates)).ServeAsync(context);
    }

    public FakeTimeProvider Clock { get; } = new(DaemonMessages.Start.AddDays(1));

    public DaemonScript Script { get; } = new();

    /// <summary>The last stream of each execution that was followed.</summary>
    public ConcurrentDictionary<string, RunStream> Streams { get; } = new();

    /// <summary>The executions that the daemon lists; at first one, which runs.</summary>
    public IReadOnlyList<Execution> List
    {
        get => _list;
        set => _list = value;
    }

    /// <summary>Samples once, and returns when it has: a busy machine answers further samples late, by this clock, and the daemon would seem to be down.</summary>
    public async Task<CollectorHost> WatchOnceByClockAsync(ScriptedDaemon daemon)
    {
        var collector = await WatchByClockAsync(daemon, interval: "01:00:00");

        // A first connection that is late needs the clock.
        await Clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Live), TimeSpan.FromMilliseconds(10));
        return collector;
    }

    public Task<CollectorHost> WatchByClockAsync(ScriptedDaemon daemon, string interval = "00:00:01") => CollectorHost.StartAsync(
        services => services.AddSingleton<TimeProvider>(Clock),
        ("Daemons:0:Address", daemon.Address),
        ("Daemons:0:Interval", interval),
        ("Daemons:0:Deadline", "00:10:00"));

    public async Task<RunStream> StreamAsync(string id)
    {
        await Eventually.IsAsync(() => Streams.ContainsKey(id));
        return Streams[id];
    }
}
