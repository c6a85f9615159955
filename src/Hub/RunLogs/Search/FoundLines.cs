namespace FlextMonitor.Hub.RunLogs.Search;

/// <summary>What was found in a log.</summary>
/// <param name="Numbers">The numbers of the lines, in order.</param>
/// <param name="Searched">How many lines were searched.</param>
internal sealed record FoundLines(IReadOnlyList<int> Numbers, long Searched)
{
    /// <summary>The place of the first line found that has at least this number; the number of lines found if all have lower numbers.</summary>
    public int PlaceFrom(long number)
    {
        var (first, end) = (0, Numbers.Count);
        while (first < end)
        {
            var middle = first + ((end - first) / 2);
            (first, end) = Numbers[middle] < number ? (middle + 1, end) : (first, middle);
        }

        return first;
    }
}
