using FlextMonitor.Hosting.Background;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Audit;

/// <summary>Records how many refusals were not recorded one by one, when their window ends or the host stops.</summary>
internal sealed class RefusalSummaries(AuditQueue queue, RefusalLimit limit, AuditLog log, TimeProvider time, ILogger<RefusalSummaries> logger) : SupervisedService
{
    /// <summary>How often it looks for windows that have ended, while refusals are counted.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        Add(limit.TakeAll());
    }

    protected override IReadOnlyCollection<SupervisedLoop> CreateLoops() => [new("The count of refusals in the audit trail", RunAsync, new(), time, logger)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await limit.WaitAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(false);
            Add(limit.TakeEnded());
        }
    }

    private void Add(IEnumerable<AuditEvent> summaries)
    {
        foreach (var summary in summaries.Select(summary => RecordedEvent.Of(summary, time)).Where(summary => !queue.TryAdd(new QueuedEvent(summary))))
        {
            log.Lost(summary);
        }
    }
}
