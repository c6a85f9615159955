namespace FlextMonitor.Hub.History.Tables;

/// <summary>The term of the leader whose history is taken: what an earlier one still writes is refused.</summary>
internal sealed class HistoryTermRow
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Epoch { get; set; }
}
