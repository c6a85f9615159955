namespace FlextMonitor.Hub.Connections;

/// <summary>The hub connections of this process.</summary>
/// <param name="Open">How many connections are open, 0 or more.</param>
/// <param name="Connections">The furthest behind first, then the oldest first. At most as many as the request asked for.</param>
public sealed record ConnectionsResponse(int Open, IReadOnlyList<ConnectionResponse> Connections);
