using System.Collections.Concurrent;
using FlextMonitor.Hub.Audit;

namespace FlextMonitor.Hub.Tests.Audit;

/// <summary>A trail that keeps what is recorded.</summary>
internal sealed class RecordedTrail : IAuditTrail
{
    private readonly ConcurrentQueue<AuditEvent> _recorded = new();

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<AuditEvent> Recorded => [.. _recorded];

    public Task RecordAsync(AuditEvent happened)
    {
        _recorded.Enqueue(happened);
        return Task.CompletedTask;
    }

    public Task StoreAsync(AuditEvent happened, CancellationToken cancellationToken) => RecordAsync(happened);

    public Task RequireAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
