using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Alerts.Storage;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>Problems, the newest first by when they were found.</summary>
/// <param name="Problems">At most as many as the request asked for.</param>
/// <param name="Next">The <c>after</c> of the following page; <c>null</c> at the end.</param>
public sealed record ProblemsResponse(IReadOnlyList<ProblemResponse> Problems, string? Next);

/// <summary>A problem as the hub sends it (<see cref="Problem"/>), and how it ended.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="OpenedAt">When it was found (UTC).</param>
/// <param name="ResolvedAt">When it was over (UTC); null while it is open.</param>
public record ProblemResponse([property: JsonIgnore] Problem Problem, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt)
{
    /// <inheritdoc cref="Contracts.Problem.Id"/>
    public string Id => Problem.Id;

    /// <inheritdoc cref="SourceMessage.Source"/>
    public string Source => Problem.Source;

    /// <inheritdoc cref="SourceMessage.Epoch"/>
    public long Epoch => Problem.Epoch;

    /// <inheritdoc cref="SourceMessage.Sequence"/>
    public long Sequence => Problem.Sequence;

    /// <inheritdoc cref="SourceMessage.ObservedAt"/>
    public DateTimeOffset? ObservedAt => Problem.ObservedAt;

    /// <inheritdoc cref="Contracts.Problem.Kind"/>
    public string Kind => Problem.Kind;

    /// <inheritdoc cref="Contracts.Problem.State"/>
    public ProblemState State => Problem.State;

    /// <inheritdoc cref="Contracts.Problem.Severity"/>
    public ProblemSeverity Severity => Problem.Severity;

    /// <inheritdoc cref="Contracts.Problem.PipelineId"/>
    public string? PipelineId => Problem.PipelineId;

    /// <inheritdoc cref="Contracts.Problem.PipelineName"/>
    public string? PipelineName => Problem.PipelineName;

    /// <inheritdoc cref="Contracts.Problem.ExecutionId"/>
    public string? ExecutionId => Problem.ExecutionId;

    /// <inheritdoc cref="Contracts.Problem.Component"/>
    public string? Component => Problem.Component;

    /// <inheritdoc cref="Contracts.Problem.Figure"/>
    public string? Figure => Problem.Figure;

    /// <inheritdoc cref="Contracts.Problem.RuleId"/>
    public string? RuleId => Problem.RuleId;

    /// <inheritdoc cref="Contracts.Problem.Title"/>
    public string Title => Problem.Title;

    /// <inheritdoc cref="Contracts.Problem.Detail"/>
    public string? Detail => Problem.Detail;

    /// <inheritdoc cref="Contracts.Problem.Since"/>
    public DateTimeOffset Since => Problem.Since;

    /// <inheritdoc cref="Contracts.Problem.SinceAtLeast"/>
    public bool SinceAtLeast => Problem.SinceAtLeast;

    /// <inheritdoc cref="Contracts.Problem.Count"/>
    public int? Count => Problem.Count;

    /// <inheritdoc cref="Contracts.Problem.LastGoodAt"/>
    public DateTimeOffset? LastGoodAt => Problem.LastGoodAt;

    /// <inheritdoc cref="Contracts.Problem.UsualSeconds"/>
    public long? UsualSeconds => Problem.UsualSeconds;

    /// <inheritdoc cref="Contracts.Problem.UnseenSince"/>
    public DateTimeOffset? UnseenSince => Problem.UnseenSince;

    /// <inheritdoc cref="Contracts.Problem.Acknowledged"/>
    public Acknowledgement? Acknowledged => Problem.Acknowledged;

    /// <inheritdoc cref="Contracts.Problem.SilencedUntil"/>
    public DateTimeOffset? SilencedUntil => Problem.SilencedUntil;

    /// <inheritdoc cref="Contracts.Problem.PartOf"/>
    public string? PartOf => Problem.PartOf;


    internal static ProblemResponse Of(ProblemRow row) => new(row.Problem, row.OpenedAt, row.ResolvedAt);
}
