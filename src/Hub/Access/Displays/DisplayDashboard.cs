namespace FlextMonitor.Hub.Access.Displays;

/// <summary>What a wall screen shows, alone or by turns with others.</summary>
/// <param name="Id">What another room knows it by.</param>
/// <param name="Seconds">How long it is shown before the next one, 5 to 3600.</param>
public sealed record DisplayDashboard(string Id, int Seconds);
