using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>Problems, the newest first by when they were found.</summary>
/// <param name="Problems">At most as many as the request asked for.</param>
/// <param name="Next">The <c>after</c> of the following page; <c>null</c> at the end.</param>
internal sealed record ProblemsResponse(IReadOnlyList<ProblemResponse> Problems, string? Next);

/// <summary>A problem as the hub sends it (<see cref="Problem"/>), and how it ended.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Row">Where it is stored.</param>
internal record ProblemResponse(
    [property: System.Text.Json.Serialization.JsonIgnore] Problem Problem, [property: System.Text.Json.Serialization.JsonIgnore] ProblemRow Row)
{
    public string Id => Problem.Id;

    public string Source => Problem.Source;

    public long Epoch => Problem.Epoch;

    public long Sequence => Problem.Sequence;

    public DateTimeOffset? ObservedAt => Problem.ObservedAt;

    public string Kind => Problem.Kind;

    public ProblemState State => Problem.State;

    public ProblemSeverity Severity => Problem.Severity;

    public string? PipelineId => Problem.PipelineId;

    public string? PipelineName => Problem.PipelineName;

    public string? ExecutionId => Problem.ExecutionId;

    public string? Component => Problem.Component;

    public string? Figure => Problem.Figure;

    public string? RuleId => Problem.RuleId;

    public string Title => Problem.Title;

    public string? Detail => Problem.Detail;

    public DateTimeOffset Since => Problem.Since;

    public bool SinceAtLeast => Problem.SinceAtLeast;

    public int? Count => Problem.Count;

    public DateTimeOffset? LastGoodAt => Problem.LastGoodAt;

    public long? UsualSeconds => Problem.UsualSeconds;

    public DateTimeOffset? UnseenSince => Problem.UnseenSince;

    public Acknowledgement? Acknowledged => Problem.Acknowledged;

    public DateTimeOffset? SilencedUntil => Problem.SilencedUntil;

    public string? PartOf => Problem.PartOf;

    /// <summary>When it was found (UTC).</summary>
    public DateTimeOffset OpenedAt => Row.OpenedAt;

    /// <summary>When it was over (UTC); null while it is open.</summary>
    public DateTimeOffset? ResolvedAt => Row.ResolvedAt;

    public static ProblemResponse Of(ProblemRow row) => new(row.Problem, row);
}
