using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Connection;

/// <summary>Creates connections to daemons. A connection opens with the first call.</summary>
internal interface IDaemonConnector
{
    /// <param name="daemon">The daemon to connect to.</param>
    /// <param name="opened">Called whenever the connection has been opened, also again after a loss; must return at once.</param>
    /// <param name="lost">Called whenever the connection has ended, mostly because the other side closed it; must return at once.</param>
    DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost);
}
