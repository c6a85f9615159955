using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Web.Limits;

/// <summary>
/// Closes connections over which no request comes: they hold a descriptor each. Where as many are open as may be, it waits less long, and also closes those whose requests
/// have ended, the longest unused first. Open WebSockets and event streams are requests.
/// </summary>
internal sealed class SilentConnections(ConnectionGate gate, TimeProvider time, ILogger<SilentConnections> logger) : SupervisedService
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan PatienceIfFull = TimeSpan.FromSeconds(2);

    /// <summary>How long a connection may be unused after a request while all places are taken.</summary>
    public static readonly TimeSpan IdleIfFull = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The sweep of silent connections", RunAsync, new(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            Sweep();
        }
    }

    /// <summary>Closes those that have been silent or unused for too long.</summary>
    public void Sweep()
    {
        CloseIdle(gate.Excess);
        var patience = gate.IsFull ? PatienceIfFull : Patience;
        foreach (var connection in gate.Open.Where(connection => !connection.HasRequested && time.GetElapsedTime(connection.OpenedAt) >= patience))
        {
            connection.Abort();
        }
    }

    private void CloseIdle(int most)
    {
        if (most == 0)
        {
            return;
        }

        var idle = gate.Open.Where(connection => connection.HasRequested).Select(connection => (Connection: connection, Since: connection.IdleSince))
            .Where(candidate => candidate.Since is { } since && time.GetElapsedTime(since) >= IdleIfFull)
            .OrderBy(candidate => candidate.Since).Take(most);
        foreach (var (connection, _) in idle)
        {
            connection.RequestClose();
        }
    }
}
