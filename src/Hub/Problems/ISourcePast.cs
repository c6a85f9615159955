namespace FlextMonitor.Hub.Problems;

/// <summary>Knows what sources did before the evaluator began. Without it the evaluator knows what the feed holds.</summary>
public interface ISourcePast
{
    /// <summary>The past of all sources, as soon as it can be read, and later that of sources of which more became known. Ends when it is cancelled.</summary>
    IAsyncEnumerable<IReadOnlyList<SourcePast>> ReadAsync(CancellationToken cancellationToken);
}
