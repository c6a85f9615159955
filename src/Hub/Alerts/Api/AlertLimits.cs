namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>Limits that several endpoints have.</summary>
internal static class AlertLimits
{
    /// <summary>The largest request, in bytes.</summary>
    public const int LargestBody = 128 * 1024;

    /// <summary>The longest name of a rule, channel or route, in characters.</summary>
    public const int LongestName = 100;
}
