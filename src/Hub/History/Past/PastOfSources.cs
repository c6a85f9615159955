using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.History.Past;

/// <summary>Tells the evaluator what history knows: at its start, and when older runs have been added. A store that cannot be read is tried again.</summary>
internal sealed class PastOfSources(
    IDbContextFactory<HistoryDbContext> contexts,
    IRoomStore<HistoryDbContext> database,
    HistoryState state,
    ISourceCatalog catalog,
    IOptions<HistoryOptions> options,
    TimeProvider time) : ISourcePast
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);
    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>();

    /// <summary>Older runs of a source were added to the store.</summary>
    public void NoteAdded(string source) => _changed.Writer.TryWrite(source);

    public async IAsyncEnumerable<IReadOnlyList<SourcePast>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await state.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        yield return await ReadUntilItSucceedsAsync(catalog.Names, cancellationToken).ConfigureAwait(false);
        await foreach (var source in _changed.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return await ReadUntilItSucceedsAsync([source], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<SourcePast>> ReadUntilItSucceedsAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ReadAsync(sources, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (database.CauseOf(exception) is not null)
            {
                await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<SourcePast>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var reader = new SourcePastReader(context, options.Value, time.GetUtcNow());
            var sources = await context.Sources.AsNoTracking().Where(source => names.Contains(source.Name)).ToListAsync(cancellationToken).ConfigureAwait(false);
            var pasts = new List<SourcePast>();
            foreach (var source in sources)
            {
                pasts.Add(await reader.ReadAsync(source, cancellationToken).ConfigureAwait(false));
            }

            return pasts;
        }
    }
}
