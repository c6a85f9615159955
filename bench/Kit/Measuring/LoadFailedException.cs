namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A load generator could not put its load on the server: a finding about the server, or a fault of the generator; its words say which.</summary>
internal sealed class LoadFailedException(string message) : Exception(message);
