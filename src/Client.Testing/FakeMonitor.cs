using System.Collections.Concurrent;
using FlextMonitor.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Client.Testing;

/// <summary>
/// A monitor in memory: what a test says of its daemons reaches the program by the rules of the real client. Time stands still until <see cref="Advance"/>.
/// </summary>
/// <example><code>
/// using var monitor = new FakeMonitor();
/// monitor.Daemon("prod").Reports(cpuUsage: 80).GoesSilent();
/// monitor.Advance(TimeSpan.FromSeconds(10)); // its figures are not known any more
/// </code></example>
public sealed partial class FakeMonitor : IMonitor, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, FakeDaemon> _daemons = new();
    private readonly FakeHub _hub;
    private bool _isEvaluating = true;

    /// <summary>Creates one that is connected and knows no daemon.</summary>
    /// <param name="now">The time at which it begins; by default 12:00 UTC on 2 January 2026.</param>
    public FakeMonitor(DateTimeOffset? now = null)
    {
        Clock = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero));
        _hub = new FakeHub(Clock);
        Evaluated();
    }

    /// <summary>The clock, for the program's own timers. <see cref="Advance"/> moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <inheritdoc/>
    public MonitorSnapshot Current => _hub.Snapshot;

    /// <summary>A daemon, which is live from the first time on that it is named.</summary>
    public FakeDaemon Daemon(string name) => _daemons.GetOrAdd(name, added => new FakeDaemon(_hub, added));

    /// <summary>Moves the time on. Daemons that answer are heard every second.</summary>
    public void Advance(TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= Second)
        {
            Clock.Advance(left < Second ? left : Second);
            foreach (var daemon in _daemons.Values)
            {
                daemon.SecondPassed();
            }

            Evaluated();
        }
    }

    /// <summary>The connection to the hub is lost: every source is stale, and nothing is known of the daemons.</summary>
    public void LoseHub(string reason = "the connection was lost") => _hub.Lose(reason);

    /// <summary>The connection is there again, and everything that happened meanwhile is sent.</summary>
    public void FindHub() => _hub.Connect();

    /// <summary>The hub refuses the client for good: readers and waits end with a <see cref="MonitorRefusedException"/>.</summary>
    public void Refuse(string reason) => _hub.Stop(reason, new MonitorRefusedException(reason));

    /// <summary>The evaluator stops: after 15 s an absent problem says nothing any more.</summary>
    public void StopEvaluating() => _isEvaluating = false;

    /// <inheritdoc/>
    public IAsyncEnumerable<MonitorChange> WatchAsync(WatchFilter? filter = null, CancellationToken cancellationToken = default) => _hub.Reading.WatchAsync(filter, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<MonitorEvent> EventsAsync(CancellationToken cancellationToken = default) => _hub.Reading.EventsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<MonitorSnapshot> WaitForAsync(Predicate<MonitorSnapshot> condition, CancellationToken cancellationToken = default) => _hub.Reading.WaitForAsync(condition, cancellationToken);

    /// <summary>Ends every reader and wait.</summary>
    public void Dispose() => _hub.Dispose();

    private void Evaluated()
    {
        if (_isEvaluating)
        {
            _hub.EvaluatedAt = _hub.Now;
            _hub.Send(FakeMessages.Heartbeat(SourceNames.Monitor, _hub.Now, _hub.Now));
        }
    }
}
