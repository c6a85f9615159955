namespace FlextMonitor.Hub.Live;

/// <summary>Records the calls of a hub method in the audit trail, and refuses them if that is not possible.</summary>
/// <param name="what">One of <see cref="Audit.AuditActions"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string what) : Attribute
{
    /// <summary>What is recorded.</summary>
    public string What { get; } = what;
}
