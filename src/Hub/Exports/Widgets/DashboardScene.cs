using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Exports.Pdf;

namespace FlextMonitor.Hub.Exports.Widgets;

/// <summary>What all widgets of a printed dashboard have in common.</summary>
/// <param name="Paper">What they are drawn on.</param>
/// <param name="Rights">Those of the caller.</param>
/// <param name="AskedBy">Who asks, for the limits of daemons.</param>
/// <param name="Sources">The daemons that may be seen, with their latest values.</param>
/// <param name="IsNarrowed">Whether only one daemon of several is shown.</param>
/// <param name="From">Where the range begins.</param>
/// <param name="To">Where it ends, at most now.</param>
/// <param name="Now">The present time.</param>
/// <param name="EvaluatedAt">When the evaluator was last heard of; null if it never was.</param>
/// <param name="Zone">The zone of local times.</param>
internal sealed record DashboardScene(
    PdfPaper Paper,
    Rights Rights,
    string AskedBy,
    IReadOnlyList<SourceValues> Sources,
    bool IsNarrowed,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset Now,
    DateTimeOffset? EvaluatedAt,
    TimeZoneInfo Zone)
{
    private static readonly TimeSpan EvaluatorSilent = TimeSpan.FromSeconds(15);

    /// <summary>Whether problems are judged at present. If not, that none is open says nothing.</summary>
    public bool IsEvaluated => EvaluatedAt is { } at && Now - at <= EvaluatorSilent;
}
