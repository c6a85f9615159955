using System.Text.Json;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Web.Api;

/// <summary>What all endpoints below <c>/api</c> share: problems as JSON, validation, and their description.</summary>
internal static class HttpApi
{
    private const string ApiPrefix = "/api";
    private const string HowToSignIn =
        $"Sign in: POST {Routes.Login} answers with an accessToken, to be sent as 'Authorization: Bearer …', or with ?useCookies=true sets a session cookie.";

    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            WireFormat.ConfigureJson(json.SerializerOptions);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = SayWhatWasWrong);
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
        application.Use(ChallengeWhoeverIsNotSignedIn);
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

    // RFC 9110, section 15.5.2: with every 401, also that of a wrong password. No browser asks for a password by itself for this scheme.
    private static Task ChallengeWhoeverIsNotSignedIn(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static response =>
        {
            var (status, headers) = (((HttpResponse)response).StatusCode, ((HttpResponse)response).Headers);
            if (status == StatusCodes.Status401Unauthorized && headers.WWWAuthenticate.Count == 0)
            {
                headers.WWWAuthenticate = "Bearer";
            }

            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }

    private static void SayWhatWasWrong(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= context switch
    {
        // A body that cannot be read: its own message says where, and nothing of the inside.
        { Exception: BadHttpRequestException { InnerException: JsonException json } bad } => $"{bad.Message} {json.Message}",
        { Exception: BadHttpRequestException bad } => bad.Message,
        { ProblemDetails.Status: StatusCodes.Status401Unauthorized } => HowToSignIn,
        { ProblemDetails.Status: StatusCodes.Status403Forbidden } => "Whoever is signed in lacks the role that this asks for.",
        _ => null,
    };

    /// <summary>Maps the description. It tells nothing that the source does not, so it asks for no sign-in.</summary>
    public static void MapHttpApi(this WebApplication application) => application.MapOpenApi().AllowAnonymous();
}
