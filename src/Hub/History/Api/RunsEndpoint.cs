using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.History.Api;

/// <summary><c>GET /api/runs</c>: the runs that history knows.</summary>
internal static class RunsEndpoint
{
    public static void MapRuns(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.Runs, AnswerAsync).RequireRole(Roles.Viewer)
            .WithTags("History").WithSummary("Runs, newest first")
            .WithDescription($"""
                All parameters narrow the answer. `source` and `status` may repeat. `text` is a part of a pipeline's name or id, of a run's id or of its error, in any case. `from` and `to` are times in
                ISO 8601 between which runs started. `minRows` and `maxRows` leave out runs that told no rows. `limit` is 1 to {RunsQuery.MostRuns}. `after` is the `next` of the page before. What was seen in the last seconds may be missing.
                """)
            .Produces<RunsResponse>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<RunsResponse>, ProblemHttpResult>> AnswerAsync(
        [AsParameters] RunsRequest request, Rights rights, HistorySources sources, RunSearch search, HistoryState state, IRoomStore<HistoryDbContext> store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RunsQuery.Read(request, out var problem) is not { } query)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");
        }

        if (sources.Problem(query.Sources, rights) is { } unknown)
        {
            return TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound, title: "Unknown source");
        }

        try
        {
            await state.WaitUntilOpenAsync(time, cancellationToken).ConfigureAwait(false);
            var visible = query.Sources.Count > 0 ? query : query with { Sources = sources.NamesFor(rights) };
            return TypedResults.Ok(await search.FindAsync(visible, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (store.CauseOf(exception) is not null)
        {
            return HistoryPaused.Problem(state);
        }
    }
}
