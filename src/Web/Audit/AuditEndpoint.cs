using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Web.Audit;

/// <summary><c>GET /api/audit</c>: who did what, for administrators.</summary>
internal static class AuditEndpoint
{
    private const int UsualCount = 100;

    public static void MapAudit(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Routes.Audit, AnswerAsync).RequireRole(Roles.Admin)
        .WithTags("Audit").WithSummary("Who did what")
        .WithDescription($"The newest first. `who` is part of a name, or an id; `what` an action, part of a subject, or its id; `outcome` one of {string.Join(", ", AuditRequest.Outcomes)}. `next` is the `after` of the following page.")
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<AuditResponse>, ValidationProblem>> AnswerAsync([AsParameters] AuditRequest request, AuditReader audit, CancellationToken cancellationToken)
    {
        if (request.Read(out var problems) is not { } filter)
        {
            return TypedResults.ValidationProblem(problems);
        }

        var (rows, hasMore) = await audit.ReadAsync(filter, request.Limit ?? UsualCount, cancellationToken);
        return TypedResults.Ok(new AuditResponse(rows, hasMore ? rows[^1].Number : null));
    }
}

/// <summary>Entries of the audit trail.</summary>
/// <param name="Entries">The newest first; may be empty.</param>
/// <param name="Next">The <c>after</c> of the following page; <c>null</c> at the end.</param>
public sealed record AuditResponse(IReadOnlyList<AuditRow> Entries, long? Next);
