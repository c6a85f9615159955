using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Access;

/// <summary>Stores the ends of sessions that could not be stored at first.</summary>
internal sealed class EndedSessionsRetry(EndedSessions ended, TimeProvider time, ILogger<EndedSessionsRetry> logger) : SupervisedService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The storing of ended sessions", RunAsync, new(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            await ended.RetryAsync().ConfigureAwait(false);
        }
    }
}
