namespace FlextMonitor.Hub.Alerts.Reports;

/// <summary>For a process that makes no reports.</summary>
internal sealed class NoReportFiles : IReportFiles
{
    public Task<byte[]?> ReadAsync(string id, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
}
