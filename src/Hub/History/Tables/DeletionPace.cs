namespace FlextMonitor.Hub.History.Tables;

/// <summary>How many rows of one kind a transaction may delete, learnt from how long the ones before took. It begins small: a run with a long error costs a hundred times what a bucket does.</summary>
internal sealed class DeletionPace
{
    /// <summary>The most rows that one transaction deletes.</summary>
    public const int MostAtOnce = 1_000;

    private const int FirstAtOnce = 50;

    /// <summary>A transaction that took longer is followed by smaller ones.</summary>
    private static readonly TimeSpan WantedTime = TimeSpan.FromMilliseconds(20);

    /// <summary>1 to <see cref="MostAtOnce"/>.</summary>
    public int AtOnce { get; private set; } = FirstAtOnce;

    /// <summary>A transaction that was to delete <see cref="AtOnce"/> rows took so long.</summary>
    public void Note(TimeSpan took) => AtOnce = took > WantedTime ? Math.Max(1, AtOnce / 2) : Math.Min(MostAtOnce, AtOnce * 2);
}
