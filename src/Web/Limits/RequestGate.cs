using System.Globalization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Limits;

/// <summary>Refuses the requests of connections on top of a limit, with the reason. Whether the process lives is still answered.</summary>
internal static class RequestGate
{
    private const int RetrySeconds = 10;

    public static Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<OpenConnection>() is not { } connection)
        {
            return next(context);
        }

        connection.NoteRequest();
        return connection.IsSurplus && !context.Request.Path.StartsWithSegments(Routes.HealthLive)
            ? RefuseAsync(context, "Too many connections are open, in all or from your address.", RetrySeconds)
            : next(context);
    }

    /// <summary>Answers 503, and when to try again.</summary>
    public static Task RefuseAsync(HttpContext context, string reason, int retrySeconds)
    {
        context.Response.Headers.RetryAfter = retrySeconds.ToString(CultureInfo.InvariantCulture);
        if (context.Features.Get<OpenConnection>() is { IsSurplus: true })
        {
            context.Response.Headers.Connection = "close";
        }

        return Results.Problem($"{reason} Try again in {retrySeconds} s.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Too many connections").ExecuteAsync(context);
    }
}
