using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.History.Api;

/// <summary><c>GET /api/runs/outcomes</c>: the last hour of what the counts of 24 hours were.</summary>
internal static class OutcomesEndpoint
{
    public static void MapRunOutcomes(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.RunOutcomes, AnswerAsync).RequireRole(Roles.Viewer)
            .WithTags("History").WithSummary("How many runs had ended well and failed, minute by minute of the last hour")
            .WithDescription("Each row counts the runs that ended within the 24 hours before it, without cancelled ones. `source` may repeat; without it, all daemons. What was seen in the last seconds may be missing.")
            .Produces<OutcomesResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<OutcomesResponse>, ProblemHttpResult>> AnswerAsync(
        string[]? source, Rights rights, HistorySources sources, OutcomeReader reader, HistoryState state, IRoomStore<HistoryDbContext> store, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] asked = [.. (source ?? []).Distinct(StringComparer.Ordinal)];
        if (sources.Problem(asked, rights) is { } unknown)
        {
            return TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound, title: "Unknown source");
        }

        try
        {
            await state.WaitUntilOpenAsync(time, cancellationToken).ConfigureAwait(false);
            return TypedResults.Ok(await reader.ReadAsync(asked.Length > 0 ? asked : sources.NamesFor(rights), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (store.CauseOf(exception) is not null)
        {
            return HistoryPaused.Problem(state);
        }
    }
}
