namespace FlextMonitor.Hub.Alerts.Reports;

/// <summary>Where files of reports are kept until they have been sent.</summary>
public interface IReportFiles
{
    /// <summary>The content of a file; null if it is kept no longer.</summary>
    Task<byte[]?> ReadAsync(string id, CancellationToken cancellationToken);
}
