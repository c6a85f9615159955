using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Connection;

/// <summary>Addresses below that of a monitor.</summary>
internal static class HubAddress
{
    /// <summary>The address as a folder, so that paths are appended to it and do not replace its last part.</summary>
    public static Uri Of(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>The address of the hub.</summary>
    /// <param name="address">The monitor's address as a folder.</param>
    public static Uri Hub(Uri address) => new(address, Routes.DashboardHub.TrimStart('/'));
}
