using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Logs;

/// <summary>A collector on a clock of the test, and a subscriber that follows a log of a real gRPC server.</summary>
internal sealed class FollowedLogFixture : IAsyncDisposable
{
    // A busy machine answers late. With this step the deadline takes 24 s of its time at least.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<LogLine> _lines = [];
    private Task _reading = Task.CompletedTask;

    private FollowedLogFixture(LogScript log, ScriptedDaemon daemon, CollectorHost collector, FakeTimeProvider clock) =>
        (Log, Daemon, Collector, Clock) = (log, daemon, collector, clock);

    public LogScript Log { get; }

    public ScriptedDaemon Daemon { get; }

    public CollectorHost Collector { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>What the subscriber has received.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Completes when the subscriber's stream ends; fails as it fails.</summary>
    public Task Ended => _reading;

    public static async Task<FollowedLogFixture> StartAsync(LogScript? log = null, string interval = "01:00:00", string deadline = "00:10:00")
    {
        log ??= new LogScript();
        var clock = new FakeTimeProvider(DaemonMessages.Start.AddDays(1));
        var daemon = await ScriptedDaemon.StartAsync();
        log.ServeBy(daemon.Script);
        var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock),
            ("Daemons:0:Address", daemon.Address),
            ("Daemons:0:Interval", interval),
            ("Daemons:0:Deadline", deadline));

        // A busy machine may accept the first connection too late: the next attempt needs the clock.
        await clock.AdvanceUntilAsync(collector.UntilAsync(SourceState.Live), TimeSpan.FromMilliseconds(10));
        return new FollowedLogFixture(log, daemon, collector, clock);
    }

    /// <summary>Begins to follow the log.</summary>
    public void Follow(int tailLines = 0) => _reading = ReadAsync(tailLines);

    /// <summary>Lets the clock go on until the subscriber has received a number of lines.</summary>
    public Task UntilAsync(int lines) => UntilAsync(Eventually.IsAsync(() => Lines.Count >= lines || _reading.IsCompleted));

    /// <summary>Lets the clock go on until a task completes.</summary>
    public Task UntilAsync(Task done) => Clock.AdvanceUntilAsync(done, Step);

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reading.DefaultTimeout().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Collector.DisposeAsync();
        await Daemon.DisposeAsync();
        _leaving.Dispose();
    }

    private async Task ReadAsync(int tailLines)
    {
        await foreach (var line in Collector.Calls.Route("default").StreamLogsAsync("e1", tailLines, follow: true, _leaving.Token))
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
