using FlextMonitor.Daemon.Figures;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Daemon.Tests.Figures;

public sealed class HostSamplerTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedHost _host = new();

    [Fact]
    public async Task GetAsync_TwoReadings_IsTheLoadBetweenThem()
    {
        using var sampler = Create();
        sampler.Step();
        sampler.Step();

        var figures = await sampler.GetAsync(Ended).AsTask().DefaultTimeout();

        figures.ShouldBe(new HostFigures(25, 40));
    }

    [Fact]
    public async Task GetAsync_BeforeTheFirstFigures_WaitsForThem()
    {
        using var sampler = Create();
        sampler.Step();
        var waiting = sampler.GetAsync(Ended).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        sampler.Step();

        (await waiting.DefaultTimeout()).ShouldNotBeNull();
    }

    [Fact]
    public async Task GetAsync_CallerGivesUp_Ends()
    {
        using var sampler = Create();
        using var caller = new CancellationTokenSource();
        var waiting = sampler.GetAsync(caller.Token).AsTask();

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.DefaultTimeout());
    }

    [Fact]
    public async Task GetAsync_FiguresOlderThanFiveSeconds_ArePastUse()
    {
        using var sampler = Create();
        sampler.Step();
        sampler.Step();

        _time.Advance(TimeSpan.FromSeconds(5));
        (await sampler.GetAsync(Ended)).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await sampler.GetAsync(Ended)).ShouldBeNull();
    }

    [Fact]
    public async Task Loop_ReadingFails_IsToldAndTriedAgain()
    {
        _host.Failure = new IOException("no /proc here");
        using var sampler = Create();

        await sampler.StartAsync(TestContext.Current.CancellationToken);
        (await sampler.GetAsync(Ended).AsTask().DefaultTimeout()).ShouldBeNull();
        sampler.Failure.ShouldBe("no /proc here");
        _host.Failure = null;
        var figures = await Advancing.UntilAsync(_time, TimeSpan.FromMilliseconds(250), async () => await sampler.GetAsync(Ended));

        figures.ShouldBe(new HostFigures(25, 40));
        sampler.Failure.ShouldBeNull();
        await sampler.StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();
    }

    [Fact]
    public void Read_ThisHost_IsInRange()
    {
        var reading = new ProcReader().Read();

        reading.MemoryPercent.ShouldBeInRange(1, 100);
        reading.Cpu.Busy.ShouldBeGreaterThan(0);
        reading.Cpu.Idle.ShouldBeGreaterThan(0);
    }

    private HostSampler Create() =>
        new(_host, Options.Create(new HostFiguresOptions()), _time, NullLogger<HostSampler>.Instance);
}
