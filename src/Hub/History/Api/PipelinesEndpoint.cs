using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.History.Api;

/// <summary><c>GET /api/pipelines</c>: how pipelines stand; and one of them with its days.</summary>
internal static class PipelinesEndpoint
{
    public static void MapPipelines(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Routes.Pipelines, ListAsync).RequireRole(Roles.Viewer)
            .WithTags("History").WithSummary("How pipelines stand").WithDescription("`source` may repeat; without it, those of all daemons.")
            .Produces<PipelinesResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapGet(Routes.Pipelines + "/{source}/{id}", FindAsync).RequireRole(Roles.Viewer)
            .WithTags("History").WithSummary("How one pipeline stands, and its durations and rows by day")
            .Produces<PipelineResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<PipelinesResponse>, ProblemHttpResult>> ListAsync(string[]? source, Rights rights, HistorySources sources, PipelineReader reader, CancellationToken cancellationToken)
    {
        string[] asked = [.. (source ?? []).Distinct(StringComparer.Ordinal)];
        return sources.Problem(asked, rights) is { } unknown
            ? Missing(unknown, "Unknown source")
            : TypedResults.Ok(new PipelinesResponse(await reader.ListAsync(asked.Length > 0 ? asked : sources.NamesFor(rights), cancellationToken).ConfigureAwait(false)));
    }

    private static async Task<Results<Ok<PipelineResponse>, ProblemHttpResult>> FindAsync(
        string source, string id, Rights rights, HistorySources sources, PipelineReader reader, HistoryState state, IRoomStore<HistoryDbContext> store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (sources.Problem([source], rights) is { } unknown)
        {
            return Missing(unknown, "Unknown source");
        }

        try
        {
            await state.WaitUntilOpenAsync(time, cancellationToken).ConfigureAwait(false);
            return await reader.FindAsync(source, id, cancellationToken).ConfigureAwait(false) is { } pipeline
                ? TypedResults.Ok(pipeline)
                : Missing($"Daemon '{source}' has no pipeline '{IsolatedText.Of(id)}', and history knows none.", "Unknown pipeline");
        }
        catch (Exception exception) when (store.CauseOf(exception) is not null)
        {
            return HistoryPaused.Problem(state);
        }
    }

    private static ProblemHttpResult Missing(string detail, string title) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: title);
}
