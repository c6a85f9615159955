using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.History.Past;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.History.Backfill;

/// <summary>One <see cref="SourceBackfill"/> for each source of the settings.</summary>
internal sealed class SourceBackfills(
    ISourceCatalog catalog, HistoryRecorder recorder, IDaemonCalls daemons, BackfillStore store, PastOfSources past, HistoryState state, IRoomStore<HistoryDbContext> database, TimeProvider time, ILogger<SourceBackfill> logger)
{
    public IReadOnlyList<SourceBackfill> All { get; } =
        [.. catalog.Names.Select(name => new SourceBackfill(name, recorder, daemons, store, past, state, database, time, logger))];
}
