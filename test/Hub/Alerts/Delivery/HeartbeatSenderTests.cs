using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Delivery;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>The watch on the watcher.</summary>
public sealed class HeartbeatSenderTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog _log = new();
    private readonly Part _collector = new();
    private readonly Part _evaluator = new();
    private readonly OutboxProgress _outbox;
    private RecordingReceiver _receiver = null!;
    private int _status = 200;

    public HeartbeatSenderTests() => _outbox = new OutboxProgress(_time);

    public async ValueTask InitializeAsync()
    {
        _receiver = await RecordingReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = _status;
            return Task.CompletedTask;
        });
        _outbox.NoteAnnouncing();
        _outbox.NoteSending();
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Beat_AllPartsMove_CallsTheAddress()
    {
        (await BeatAsync()).ShouldBeTrue();

        var request = await _receiver.NextAsync();
        (request.Method, request.Path).ShouldBe(("GET", "/ping/abc"));
    }

    [Fact]
    public async Task Beat_CollectorStandsStill_CallsNothing()
    {
        _collector.Moves = false;

        (await BeatAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Beat_EvaluatorStandsStill_CallsNothing()
    {
        _evaluator.Moves = false;

        (await BeatAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Beat_OutboxStandsStill_CallsNothing()
    {
        _time.Advance(OutboxProgress.Patience);

        (await BeatAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Beat_AddressRefuses_IsLoggedOnceWithoutTheAddress()
    {
        var sender = Create();
        _status = 404;
        await sender.BeatAsync(TestContext.Current.CancellationToken);
        await sender.BeatAsync(TestContext.Current.CancellationToken);
        _status = 200;
        await sender.BeatAsync(TestContext.Current.CancellationToken);

        _log.Entries.Select(entry => entry.Event).ShouldBe([2142, 2143]);
        _log.Entries.ShouldAllBe(entry => !entry.Message.Contains("abc"));
    }

    private Task<bool> BeatAsync() => Create().BeatAsync(TestContext.Current.CancellationToken);

    private HeartbeatSender Create()
    {
        var options = Options.Create(new AlertOptions { AllowPrivateTargets = true, HeartbeatUrl = _receiver.Address + "/ping/abc" });
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_log.CreateProvider()));
        return new HeartbeatSender(options, new ChannelHttp(options, _time), _outbox, [_collector], [_evaluator], _time, loggers.CreateLogger<HeartbeatSender>());
    }

    private sealed class Part : ICollectorProgress, IEvaluatorProgress
    {
        public bool Moves { get; set; } = true;
    }
}
