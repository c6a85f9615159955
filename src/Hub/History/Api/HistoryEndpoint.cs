using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.History.Api;

/// <summary><c>GET /api/history</c>: figures over a range.</summary>
internal static class HistoryEndpoint
{
    public static void MapFigures(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Routes.History, AnswerAsync).RequireRole(Roles.Viewer)
            .WithTags("History").WithSummary("Figures over a range")
            .WithDescription($"""
                `source` may repeat, up to {HistoryQuery.MostSources} times; then the answer is an array. `from` and `to` are times in ISO 8601: the last hour without them. `points` is the most rows,
                1 to {HistoryQuery.MostPoints}. `figures` lists some of {string.Join(", ", FigureColumns.Names)}: all without it. What is not known is null. `points` times the number of daemons
                is at most {HistoryQuery.MostRows}. An answer whose range has ended and is stored has an ETag and may be kept.
                """)
            .Produces<HistoryResponse>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<HistoryAnswer, ProblemHttpResult>> AnswerAsync(
        [AsParameters] HistoryRequest request, Rights rights, HistorySources sources, HistoryReader reader, HistoryState state, IRoomStore<HistoryDbContext> store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (HistoryQuery.Read(request, time.GetUtcNow(), out var problem) is not { } query)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");
        }

        if (query.TooMuch is { } tooMuch)
        {
            return TypedResults.Problem(tooMuch, statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too much for one answer");
        }

        if (sources.Problem(query.Sources, rights) is { } unknown)
        {
            return TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound, title: "Unknown source");
        }

        try
        {
            var (answers, isClosed) = await reader.ReadAsync(query, cancellationToken).ConfigureAwait(false);
            return new HistoryAnswer(answers, isClosed);
        }
        catch (Exception exception) when (store.CauseOf(exception) is not null)
        {
            return HistoryPaused.Problem(state);
        }
    }
}
