using System.Text.Json;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Web.Api;

/// <summary>What all endpoints below <c>/api</c> share: problems as JSON, validation, and their description.</summary>
internal static class HttpApi
{
    private const string ApiPrefix = "/api";

    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            WireFormat.ConfigureJson(json.SerializerOptions);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = NameWhatWasWrong);
        services.AddExceptionHandler(options =>
        {
            options.StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            options.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException;
        });
        services.AddOpenApi(ApiDescription.Configure);
        return services;
    }

    /// <summary>Failures and refusals below <c>/api</c> have a body that says what was wrong; nothing there may be stored on the way.</summary>
    public static void UseHttpApi(this WebApplication application)
    {
        application.UseExceptionHandler();
        application.UseWhen(context => context.Request.Path.StartsWithSegments(ApiPrefix), api => api.Use(KeepOutOfCaches).UseStatusCodePages());
    }

    // Tokens and figures of whoever is signed in; at the last moment, because the handler of exceptions clears what was set before.
    private static Task KeepOutOfCaches(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static response =>
        {
            ((HttpResponse)response).Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }

    // A body that cannot be read: its own message says where, and nothing of the inside.
    private static void NameWhatWasWrong(ProblemDetailsContext context)
    {
        if (context.Exception is BadHttpRequestException bad)
        {
            context.ProblemDetails.Detail = bad.InnerException is JsonException json ? $"{bad.Message} {json.Message}" : bad.Message;
        }
    }

    /// <summary>Maps the description. It tells nothing that the source does not, so it asks for no sign-in.</summary>
    public static void MapHttpApi(this WebApplication application) => application.MapOpenApi().AllowAnonymous();
}
