using FlextMonitor.Testing;

namespace FlextMonitor.Client.Tests;

/// <summary>What tests wait for.</summary>
internal static class Waits
{
    /// <summary>Waits until the monitor is connected and knows of a daemon.</summary>
    public static Task<MonitorSnapshot> ConnectedAsync(this IMonitor monitor) =>
        monitor.WaitForAsync(seen => seen.Connection.IsConnected && seen.Sources.Count > 0, TestContext.Current.CancellationToken).DefaultTimeout();
}
