using System.ComponentModel;

namespace FlextMonitor.Hub.Alerts;

/// <summary>Settings of the section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    internal const string Section = "Alerts";

    /// <summary>Whether channels may call addresses of private networks and of this machine; no unless set.</summary>
    [Description("whether channels may call addresses of private networks and of this machine (false)")]
    public bool AllowPrivateTargets { get; set; }
}
