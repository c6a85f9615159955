using System.Diagnostics.CodeAnalysis;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>When the system information and the pipelines of a daemon are requested.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class DetailsLoopTests
{
    private const string Info = nameof(FlextService.FlextServiceClient.GetSystemInfo);

    private readonly FakeTimeProvider _clock = new(DaemonMessages.Start);
    private readonly DaemonScript _script = new();

    [Fact]
    public async Task Watch_Connected_AsksOnceAndThenOnceAMinute()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock),
            ("Daemons:0:Address", daemon.Address),
            ("Daemons:0:Interval", "00:00:10"),
            ("Daemons:0:Deadline", "00:10:00"));
        await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: "0.9.0" });
        await _clock.AdvanceByAsync(TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(1));
        daemon.CallsOf(Info).ShouldBe(1);

        _script.GetSystemInfo = _ => Task.FromResult(new SystemInfo { Version = "1.0.0\u0007" });
        await _clock.AdvanceUntilAsync(collector.UntilAsync<SourceStatus>(status => status.Version == "1.0.0"), TimeSpan.FromSeconds(1));

        daemon.CallsOf(Info).ShouldBe(2);
        await Eventually.IsAsync(() => daemon.CallsOf("ListPipelines") == 2);
    }

    [Fact]
    public async Task Watch_PipelinesTakeLong_AreRequestedLessOften()
    {
        // 4 s are half of the 5 % of 160 s that sampling may take.
        var pipelines = _script.ListPipelines;
        _script.ListPipelines = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(4), _clock);
            return await pipelines(context);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock),
            ("Daemons:0:Address", daemon.Address),
            ("Daemons:0:Interval", "01:00:00"),
            ("Daemons:0:Deadline", "00:10:00"),
            ("Daemons:0:LoadPercent", "5"));
        await _clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Live), TimeSpan.FromMilliseconds(10));
        await _clock.AdvanceUntilAsync(collector.UntilAsync<PipelineDefinition>(_ => true), TimeSpan.FromSeconds(1));

        await _clock.AdvanceByAsync(TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(1));
        daemon.CallsOf("ListPipelines").ShouldBe(1);

        await _clock.AdvanceUntilAsync(Eventually.IsAsync(() => daemon.CallsOf("ListPipelines") == 2), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Watch_DaemonComesBackAsAnother_IsAskedOnConnect()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(_script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);
        await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: "0.9.0", Environment: "test" });
        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);

        _script.GetSystemInfo = _ => Task.FromResult(new SystemInfo { Version = "1.0.0" });
        await daemon.StartAsync();

        var status = await collector.UntilAsync<SourceStatus>(status => status is { State: SourceState.Live, Version: "1.0.0" });
        status.Environment.ShouldBeNull();
    }
}
