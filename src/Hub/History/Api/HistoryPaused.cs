using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The answer while the store cannot be read. What is not known is not shown as empty.</summary>
internal static class HistoryPaused
{
    public static ProblemHttpResult Problem(HistoryState state) => state.Opened.IsCompleted || state.PausedBecause is not null
        ? Problem("The store of history cannot be read now. Live values are not affected. The log says what is wrong with the store.", "History is paused")
        : Problem("The store of history is being opened. Live values are not affected. Ask again in a moment.", "History is being opened");

    private static ProblemHttpResult Problem(string detail, string title) => TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: title);
}
