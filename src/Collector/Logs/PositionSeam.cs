namespace FlextMonitor.Collector.Logs;

/// <summary>Finds the first new line by its number in the whole log. The lines before it must be the ones that were sent.</summary>
/// <param name="position">How many lines of the log come before the first new one.</param>
/// <param name="last">The last lines that were sent, oldest first.</param>
/// <param name="tailLines">With how many of its last lines the log is read; 0 for all, as the number requires unless it is 0.</param>
internal sealed class PositionSeam(long position, IReadOnlyList<LineMark> last, int tailLines = 0) : LogSeam(tailLines)
{
    private long _read;

    public override bool IsReached => _read >= position;

    public override SeamPlace Place(LineMark line)
    {
        if (IsReached)
        {
            return SeamPlace.After;
        }

        var place = _read++ - position + last.Count;
        return place < 0 || last[(int)place] == line ? SeamPlace.Before : SeamPlace.Missed;
    }
}
