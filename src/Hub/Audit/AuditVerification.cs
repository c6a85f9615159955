namespace FlextMonitor.Hub.Audit;

/// <summary>The result of a check of the trail.</summary>
/// <param name="First">The number of the first entry that is kept.</param>
/// <param name="Good">How many entries are as they were written, from the first one on.</param>
/// <param name="LastHash">The hash of the last good entry.</param>
/// <param name="Fault">What is wrong with the next one; <c>null</c> if all are good.</param>
public sealed record AuditVerification(long First, long Good, string LastHash, AuditFault? Fault)
{
    /// <summary>The number of the first entry that is not good, if there is one.</summary>
    public long FaultAt { get; init; }
}
