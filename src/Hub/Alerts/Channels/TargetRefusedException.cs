namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>A channel's host has no address that may be called.</summary>
internal sealed class TargetRefusedException(string host)
    : Exception($"The host {host} is in a private network or on this machine. Set Alerts:AllowPrivateTargets to true to call it.");
