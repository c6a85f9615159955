namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The evaluator's term whose changes are taken: what an earlier one still writes is refused.</summary>
internal sealed class TermRow
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Epoch { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    /// <summary>Which process holds the term; null where one process is alone.</summary>
    public string? Holder { get; init; }

    /// <summary>When its lease runs out, in Unix milliseconds of the database's clock; null where one process is alone.</summary>
    public long? Until { get; init; }
}
