using FlextMonitor.Hub.Problems.Commands;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>What a person asks of the evaluator. It is deleted in the transaction that stores what it changes.</summary>
internal sealed class CommandRow
{
    /// <summary>In the order in which they are carried out.</summary>
    public long Number { get; init; }

    public required ProblemCommandKind Kind { get; init; }

    /// <summary>Null for what concerns no single problem.</summary>
    public string? ProblemId { get; init; }

    /// <summary>Who asks: an e-mail address, or the name of a token.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Until when an acknowledgement holds; null for other kinds.</summary>
    public DateTimeOffset? Until { get; init; }

    public string? Note { get; init; }
}
