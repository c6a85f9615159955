using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FlextMonitor.Web.Audit;

/// <summary><c>GET /api/audit</c>: who did what, for administrators.</summary>
internal static class AuditEndpoint
{
    private const int UsualCount = 100;
    private const int LongestText = 256;

    private static readonly string[] Outcomes = [.. Enum.GetNames<AuditOutcome>().Select(name => name.ToLowerInvariant())];

    public static void MapAudit(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Routes.Audit, AnswerAsync).RequireRole(Roles.Admin)
        .WithTags("Audit").WithSummary("Who did what")
        .WithDescription($"The newest first. `who` is part of a name, or an id; `what` an action, part of a subject, or its id; `outcome` one of {string.Join(", ", Outcomes)}. `next` is the `after` of the following page.")
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<AuditResponse>, ValidationProblem>> AnswerAsync([AsParameters] AuditRequest request, AuditReader audit, CancellationToken cancellationToken)
    {
        var problems = Problems(request).ToDictionary(problem => problem.Field, problem => new[] { problem.Text });
        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        AuditOutcome? outcome = request.Outcome is null ? null : Enum.Parse<AuditOutcome>(request.Outcome, ignoreCase: true);
        var filter = new AuditFilter(request.From, request.To, request.Who, request.What, outcome, request.After);
        var (rows, hasMore) = await audit.ReadAsync(filter, request.Limit ?? UsualCount, cancellationToken);
        return TypedResults.Ok(new AuditResponse(rows, hasMore ? rows[^1].Number : null));
    }

    private static IEnumerable<(string Field, string Text)> Problems(AuditRequest request)
    {
        if (request.Limit is < 1 or > AuditReader.Most)
        {
            yield return ("limit", $"limit is {request.Limit}, and must be from 1 to {AuditReader.Most}.");
        }

        if (request.Outcome is { } outcome && !Outcomes.Contains(outcome))
        {
            yield return ("outcome", $"outcome must be one of {string.Join(", ", Outcomes)}.");
        }

        foreach (var (field, text) in new[] { ("who", request.Who), ("what", request.What) })
        {
            if (text?.Length > LongestText)
            {
                yield return (field, $"{field} takes at most {LongestText} characters.");
            }
        }
    }
}

/// <summary>Which entries are asked for. What is missing does not narrow them.</summary>
internal sealed class AuditRequest
{
    /// <summary>The earliest time.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>The time before which they were.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>Part of a name, in upper or lower case, or an id.</summary>
    [FromQuery(Name = "who")]
    public string? Who { get; init; }

    /// <summary>An action, such as <c>sign-in</c>, or part of a subject, or its id.</summary>
    [FromQuery(Name = "what")]
    public string? What { get; init; }

    /// <summary><c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    [FromQuery(Name = "outcome")]
    public string? Outcome { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after")]
    public long? After { get; init; }

    /// <summary>How many at most, 1 to 500; 100 if it is missing.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }
}

/// <summary>Entries of the audit trail.</summary>
/// <param name="Entries">The newest first; may be empty.</param>
/// <param name="Next">The <c>after</c> of the following page; <c>null</c> at the end.</param>
public sealed record AuditResponse(IReadOnlyList<AuditRow> Entries, long? Next);
