namespace FlextMonitor.Hub.Connections;

/// <summary>Who is connected to the hub of this process.</summary>
/// <param name="Open">How many connections are open, 0 or more.</param>
/// <param name="Connections">Those furthest behind first, then those that connected first; as many as were asked for.</param>
public sealed record ConnectionsResponse(int Open, IReadOnlyList<ConnectionResponse> Connections);
