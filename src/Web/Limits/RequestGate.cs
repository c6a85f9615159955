using System.Globalization;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Limits;

/// <summary>
/// Refuses the requests of connections on top of a limit, with the reason, and closes these connections afterwards. Health is still answered: an orchestrator may share its
/// address with those who take all places.
/// </summary>
internal sealed class RequestGate(ConnectionGate gate, TimeProvider time) : IMiddleware
{
    private const int RetrySeconds = 10;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<OpenConnection>() is not { } connection)
        {
            await next(context);
            return;
        }

        connection.BeginRequest();
        try
        {
            await (MayPass(connection, context.Request) ? next(context) : RefuseAsync(context, "Too many connections are open, in all or from your address.", RetrySeconds));
        }
        finally
        {
            connection.EndRequest(time.GetTimestamp());
        }
    }

    /// <summary>Answers 503, and when to try again.</summary>
    public static Task RefuseAsync(HttpContext context, string reason, int retrySeconds)
    {
        context.Response.Headers.RetryAfter = retrySeconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem($"{reason} Try again in {retrySeconds} s.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Too many connections").ExecuteAsync(context);
    }

    private bool MayPass(OpenConnection connection, HttpRequest request)
    {
        if (gate.TryAdmit(connection))
        {
            return true;
        }

        connection.RequestClose();
        return request.Path == Routes.HealthLive || request.Path == Routes.HealthReady;
    }
}
