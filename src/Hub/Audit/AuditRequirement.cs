using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Audit;

/// <summary>Answers 503 before a request is carried out that could not be recorded.</summary>
internal sealed class AuditRequirement(IAuditTrail trail) : IEndpointFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await RefusalAsync(trail, context.HttpContext).ConfigureAwait(false) ?? await next(context).ConfigureAwait(false);

    /// <summary>The refusal of what could not be recorded; <c>null</c> if it can be.</summary>
    public static async Task<ProblemHttpResult?> RefusalAsync(IAuditTrail trail, HttpContext http)
    {
        try
        {
            await trail.RequireAsync(http.RequestAborted).ConfigureAwait(false);
            return null;
        }
        catch (AuditUnavailableException unavailable)
        {
            AuditDetails.Of(http).IsRefused = true;
            http.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem(unavailable.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Audit trail unavailable");
        }
    }
}
