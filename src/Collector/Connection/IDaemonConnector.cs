using FlextMonitor.Collector.Settings;

namespace FlextMonitor.Collector.Connection;

/// <summary>Makes connections to daemons. None is opened before the first call.</summary>
internal interface IDaemonConnector
{
    /// <summary>A new connection.</summary>
    /// <param name="daemon">Whom to.</param>
    /// <param name="opened">Called whenever it has been opened, also again after a loss; must return at once.</param>
    /// <param name="lost">Called whenever it has ended, mostly because the other side has gone; must return at once.</param>
    DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost);
}
