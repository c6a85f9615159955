using System.ComponentModel;

namespace FlextMonitor.Hub.Alerts;

/// <summary>Settings of the section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    internal const string Section = "Alerts";

    /// <summary>Whether channels may call addresses of private networks and of this machine; no unless set.</summary>
    [Description("whether channels may call addresses of private networks and of this machine (false)")]
    public bool AllowPrivateTargets { get; set; }

    /// <summary>The address that is called every 60 s as long as collector, evaluator and outbox move; none unless set.</summary>
    [Description("address that is called every 60 s as long as daemons are sampled, problems are evaluated and alerts are sent (none)")]
    public string? HeartbeatUrl { get; set; }
}
