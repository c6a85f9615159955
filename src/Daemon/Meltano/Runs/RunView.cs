using FlextMonitor.Daemon.Meltano.Control;
using FlextMonitor.Daemon.Meltano.Pipelines;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Everything that one call answers from, at one moment.</summary>
internal sealed class RunView(RunSnapshot snapshot, PipelineCatalog catalog, IReadOnlyList<MeltanoChild> children, Cancellations cancellations)
{
    /// <summary>The runs.</summary>
    public RunSnapshot Snapshot { get; } = snapshot;

    /// <summary>The pipelines.</summary>
    public PipelineCatalog Catalog { get; } = catalog;

    /// <summary>How rows are shown.</summary>
    public RunMapping Mapping { get; } = new(snapshot, catalog, cancellations);

    /// <summary>The processes of which Meltano has written no row.</summary>
    public IReadOnlyList<MeltanoChild> WithoutRow => [.. children.Where(child => !Snapshot.StartedByDaemon.ContainsKey(child.Id))];

    /// <summary>A process by its id; <c>null</c> if there is none.</summary>
    public MeltanoChild? Child(string id) => children.FirstOrDefault(child => child.Id == id);
}
