using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Pipelines;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Everything that one call answers from, at one moment.</summary>
internal sealed class RunView(RunSnapshot snapshot, PipelineCatalog catalog, IReadOnlyList<MeltanoChild> children)
{
    /// <summary>The runs.</summary>
    public RunSnapshot Snapshot { get; } = snapshot;

    /// <summary>The pipelines.</summary>
    public PipelineCatalog Catalog { get; } = catalog;

    /// <summary>How rows are shown.</summary>
    public RunMapping Mapping { get; } = new(snapshot, catalog, children.Where(child => child.IsCancelled).Select(child => child.Id).ToHashSet(StringComparer.Ordinal));

    /// <summary>The processes of which Meltano has written no row.</summary>
    public IReadOnlyList<MeltanoChild> WithoutRow => children.Count == 0
        ? []
        : [.. children.ExceptBy(Snapshot.NewestFirst().TakeWhile(row => row.StartedAt >= children[0].StartedAt.UtcDateTime.AddMinutes(-1)).Select(row => row.Trigger), child => child.Id)];

    /// <summary>A process by its id; <c>null</c> if there is none.</summary>
    public MeltanoChild? Child(string id) => children.FirstOrDefault(child => child.Id == id);
}
