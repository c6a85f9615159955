namespace FlextMonitor.Bench.Page;

/// <summary>Chromium's metrics of a page at one moment.</summary>
/// <param name="TaskMs">Time of all tasks on the main thread, in milliseconds.</param>
/// <param name="ScriptMs">The part of it for scripts.</param>
/// <param name="LayoutMs">The part of it for styles and layout.</param>
/// <param name="HeapBytes">Size of the script heap, garbage included.</param>
/// <param name="Nodes">Nodes of the document, and detached ones that scripts still reference.</param>
/// <param name="Listeners">Event listeners.</param>
internal sealed record PageReading(double TaskMs, double ScriptMs, double LayoutMs, double HeapBytes, int Nodes, int Listeners);
