using FlextMonitor.Hosting.Background;

namespace FlextMonitor.Web.Limits;

/// <summary>Closes connections over which no request comes: they hold a descriptor each. Where as many are open as may be, it waits less long.</summary>
internal sealed class SilentConnections(ConnectionGate gate, TimeProvider time, ILogger<SilentConnections> logger) : SupervisedService
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan PatienceIfFull = TimeSpan.FromSeconds(2);
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

    /// <summary>Closes those that have been silent for too long.</summary>
    public void Sweep()
    {
        var patience = gate.IsFull ? PatienceIfFull : Patience;
        foreach (var connection in gate.Open.Where(connection => !connection.HasRequested && time.GetElapsedTime(connection.OpenedAt) >= patience))
        {
            connection.Abort();
        }
    }
}
