using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Alerts.Messages;

/// <summary>One message of the outbox, as a channel is given it.</summary>
internal sealed record AlertMessage
{
    /// <summary>Stays the same when the message is sent again: receivers that know it drop the second.</summary>
    public required string Id { get; init; }

    public required AlertEvent Event { get; init; }

    /// <summary>When what it tells of happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether more than 60 s have passed since <see cref="At"/>: the text then says when it happened.</summary>
    public required bool IsLate { get; init; }

    /// <summary>The problems it is about, the most severe first, at most 20; empty for a test and a report.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>How many further problems it is about, 0 or more.</summary>
    public int More { get; init; }

    /// <summary>When each of <see cref="Problems"/> that is over was resolved, by its id.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> ResolvedAt { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>What ran unseen; null unless a daemon has returned.</summary>
    public UnseenReport? Unseen { get; init; }

    /// <summary>The report that it brings; null unless it is <see cref="AlertEvent.Report"/>.</summary>
    public ReportNotice? Report { get; init; }

    /// <summary>Links or notes of the rules that opened the problems, by the problem's id.</summary>
    public IReadOnlyDictionary<string, string> Runbooks { get; init; } = new Dictionary<string, string>();

    /// <summary>The page that shows it.</summary>
    public required Uri Link { get; init; }
}
