namespace FlextMonitor.Bench.Kit.Measuring;

/// <summary>A load generator could not put its load on the server. The message says whether the server or the generator is the cause.</summary>
internal sealed class LoadFailedException(string message) : Exception(message);
