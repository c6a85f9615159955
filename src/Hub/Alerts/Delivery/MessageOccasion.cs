using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Delivery;

/// <summary>What a message is written for.</summary>
/// <param name="Route">The route; null if it was deleted.</param>
/// <param name="Event">What it tells.</param>
/// <param name="IsOver">Whether its problems are over.</param>
/// <param name="Now">The present time.</param>
internal sealed record MessageOccasion(RouteRow? Route, AlertEvent Event, bool IsOver, DateTimeOffset Now);
