namespace FlextMonitor.Hub.RunLogs.Search;

/// <summary>The last searches in one log, so that somebody who goes from one line found to the next does not search again.</summary>
internal sealed class RunLogSearches
{
    /// <summary>The most searches that are kept of a log; the one that was used longest ago is dropped.</summary>
    private const int Most = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<RunLogMatches> _latestFirst = [];

    /// <summary>The search for this, begun before or now.</summary>
    public RunLogMatches For(RunLogQuery query)
    {
        lock (_gate)
        {
            var matches = _latestFirst.FirstOrDefault(known => known.Query.Equals(query));
            if (matches is not null)
            {
                _latestFirst.Remove(matches);
            }

            matches ??= new RunLogMatches(query);
            _latestFirst.AddFirst(matches);
            if (_latestFirst.Count > Most)
            {
                _latestFirst.RemoveLast();
            }

            return matches;
        }
    }
}
