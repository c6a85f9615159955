using FlextMonitor.Collector.Sources;

namespace FlextMonitor.Hub.History.Backfill;

/// <summary>The way through a daemon's list, page by page. Pages that are too large are asked for in smaller ones, and a run that is too large alone is left out.</summary>
/// <param name="largest">The most runs of a page.</param>
internal sealed class ListPages(int largest)
{
    private readonly int _largest = largest;
    private HashSet<string> _previous = new(StringComparer.Ordinal);

    /// <summary>How many to ask for next, 1 or more.</summary>
    public int Limit { get; private set; } = largest;

    /// <summary>After how many of the newest the next page begins.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether the last page was the end of the list, or the daemon sends the same one again and again.</summary>
    public bool IsEnd { get; private set; }

    public void Take(ExecutionPage page)
    {
        if (page.IsTooLarge)
        {
            Offset += Limit == 1 ? 1 : 0;
            Limit = Math.Max(1, Limit / 2);
            return;
        }

        var ids = page.Executions.Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        Offset += page.Sent;

        // A daemon may send fewer than it was asked for although there are more.
        var isShort = page.Sent == 0 || (page.Sent < Limit && Offset >= page.Total);
        IsEnd = isShort || (ids.Count > 0 && ids.IsSubsetOf(_previous));
        _previous = ids;
        Limit = Math.Min(_largest, Limit * 2);
    }
}
