namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>A message tells of a problem.</summary>
internal sealed class DeliveryProblemRow
{
    public required string DeliveryId { get; init; }

    public required string ProblemId { get; init; }
}
