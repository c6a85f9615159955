namespace FlextMonitor.Hub.Audit;

/// <summary>What is wrong with an entry of the trail.</summary>
public enum AuditFault
{
    /// <summary>Its hash is not that of what it holds.</summary>
    Changed,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It does not continue the hash of the entry before: one of the two was replaced.</summary>
    Replaced,

    /// <summary>It was put there without having been recorded.</summary>
    Inserted,

    /// <summary>It is the last one, and its hash is not the one that the end of the chain has: one of the two was replaced.</summary>
    OtherEnd,

    /// <summary>The row that holds both ends of the chain is not there, so that nothing can be checked.</summary>
    NoEnds,
}
