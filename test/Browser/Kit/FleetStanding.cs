namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>How a daemon of a fleet stands.</summary>
internal enum FleetStanding
{
    Well,
    Troubled,

    /// <summary>Well until the fleet stops those.</summary>
    Down,
}
