namespace FlextMonitor.Bench.Page;

/// <summary>What Chromium counted of a page up to a moment.</summary>
/// <param name="TaskMs">All that its main thread did.</param>
/// <param name="ScriptMs">Of that, scripts.</param>
/// <param name="LayoutMs">Of that, styles and layout.</param>
/// <param name="HeapBytes">What scripts hold, garbage included.</param>
/// <param name="Nodes">Of the document, and those that scripts still hold.</param>
/// <param name="Listeners">For events.</param>
internal sealed record PageReading(double TaskMs, double ScriptMs, double LayoutMs, double HeapBytes, int Nodes, int Listeners);
