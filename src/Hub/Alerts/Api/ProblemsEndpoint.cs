using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>GET /api/problems</c>: problems, and one of them with its life.</summary>
internal static class ProblemsEndpoint
{
    public static void MapProblems(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Routes.Problems, ListAsync).RequireRole(Roles.Viewer)
            .WithTags("Problems").WithSummary("Problems, newest first")
            .WithDescription($"""
                `state` is `open`, or `all` for past ones, too. `source` and `kind` may repeat. `from` and `to` are times in ISO 8601: problems that were open at some time between them. `limit` is 1 to
                {ProblemsQuery.Most}. `after` is the `next` of the page before.
                """)
            .Produces<ProblemsResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapGet(Routes.Problems + "/{id}", FindAsync).RequireRole(Roles.Viewer)
            .WithTags("Problems").WithSummary("One problem, what happened to it, and who was told")
            .Produces<ProblemLifeResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ProblemsResponse>, ValidationProblem, ProblemHttpResult>> ListAsync(
        [AsParameters] ProblemsRequest request, Rights rights, AlertSources sources, ProblemReader reader, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = ProblemsQuery.Read(request, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return sources.Problem(query.Sources, rights) is { } unknown
            ? TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound, title: "Unknown source")
            : TypedResults.Ok(await reader.FindAsync(query, rights, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Results<Ok<ProblemLifeResponse>, ProblemHttpResult>> FindAsync(string id, Rights rights, ProblemReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, rights, cancellationToken).ConfigureAwait(false) is { } row
            ? TypedResults.Ok(await reader.LifeOfAsync(row, cancellationToken).ConfigureAwait(false))
            : AlertAnswers.Unknown("problem");
}
