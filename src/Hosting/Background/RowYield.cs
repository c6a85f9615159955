namespace FlextMonitor.Hosting.Background;

/// <summary>Lets long work on rows give way to threads that wait for a processor, such as those that send live figures, well before the operating system would interrupt it.</summary>
public static class RowYield
{
    /// <summary>Reading or writing so many takes a fraction of a millisecond.</summary>
    private const int Rows = 32;

    /// <summary>Lets others run after some of the rows.</summary>
    /// <param name="row">The number of the row, from 1 on.</param>
    public static void After(long row)
    {
        if (row % Rows == 0)
        {
            Thread.Yield();
        }
    }
}
