using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>A rule of the users' own, or what they changed of a built-in rule.</summary>
internal sealed class RuleRow
{
    /// <inheritdoc cref="Rule.Id"/>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Kind { get; init; }

    public required bool IsEnabled { get; set; }

    public required ProblemSeverity Severity { get; set; }

    public required RuleMatch Match { get; set; }

    public required JsonObject Settings { get; set; }

    public string? Runbook { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An e-mail address, or the name of a token.</summary>
    public required string UpdatedBy { get; set; }
}
