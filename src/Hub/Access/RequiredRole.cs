namespace FlextMonitor.Hub.Access;

/// <summary>Metadata of an endpoint: the least role that may use it.</summary>
internal sealed record RequiredRole(string Role);
