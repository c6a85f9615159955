using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.History.Api;

/// <summary>The answer while the store cannot be read. What is not known is not shown as empty.</summary>
internal static class HistoryPaused
{
    public static ProblemHttpResult Problem() => TypedResults.Problem(
        "The store of history cannot be read now. Live values are not affected. The log says what is wrong with the store.",
        statusCode: StatusCodes.Status503ServiceUnavailable,
        title: "History is paused");
}
