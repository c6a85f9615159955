using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>A part of <c>cluster</c>.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Section">The section of the document that it writes.</param>
/// <param name="Measure">Takes its figures.</param>
internal sealed record ClusterPart(string Name, string Section, Func<Effort, CancellationToken, Task<IReadOnlyList<Figure>>> Measure);
