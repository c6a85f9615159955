namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>What axe-core says of a page.</summary>
internal sealed class AccessibilityReport
{
    /// <summary>Of its rules, how many applied and hold.</summary>
    public int RulesPassed { get; set; }

    /// <summary>A sentence for each place that violates one; empty where none does.</summary>
    public string[] Violations { get; set; } = [];
}
