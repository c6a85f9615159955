using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Contracts.Wire;

namespace FlextMonitor.Web.Api;

/// <summary>What all endpoints below <c>/api</c> have in common: problem details, validation and the OpenAPI description.</summary>
internal static class HttpApi
{
    private const string ApiPrefix = "/api";

    /// <summary>The deepest nesting of JSON in a request. No request needs half of it.</summary>
    private const int DeepestJson = 16;

    private const string HowToSignIn =
        $"Sign in: POST {Routes.Login} answers with an accessToken, to be sent as 'Authorization: Bearer …', or with ?useCookies=true sets a session cookie.";

    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            WireFormat.ConfigureJson(json.SerializerOptions);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.MaxDepth = DeepestJson;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = AddDetail);
        services.AddExceptionHandler(options =>
        {
            options.StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            options.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException;
        });
        services.AddOpenApi(ApiDescription.Configure);
        services.AddHostedService<AnswerWarmUp>();
        return services;
    }

    /// <summary>
    /// Gives failures and refusals below <c>/api</c> a body that says what is wrong, and forbids caches to store a response there, unless its endpoint allows that.
    /// </summary>
    public static void UseHttpApi(this WebApplication application)
    {
        application.Use(AddChallenge);
        application.UseExceptionHandler();
        application.UseWhen(context => context.Request.Path.StartsWithSegments(ApiPrefix), api => api.Use(ForbidStoring).UseStatusCodePages());
    }

    // Responses hold tokens and figures of the signed-in user. Set at the last moment, because the exception handler clears earlier headers.
    private static Task ForbidStoring(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static response =>
        {
            var headers = ((HttpResponse)response).Headers;
            headers.CacheControl = headers.CacheControl.Count == 0 ? "no-store" : headers.CacheControl;
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }

    // RFC 9110, section 15.5.2 asks for it with every 401, also for a wrong password. No browser shows its own password prompt for this scheme.
    private static Task AddChallenge(HttpContext context, RequestDelegate next)
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

    private static void AddDetail(ProblemDetailsContext context)
    {
        if (context.Exception is OverloadedException overloaded)
        {
            context.HttpContext.Response.Headers.RetryAfter = overloaded.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        context.ProblemDetails.Detail ??= DetailOf(context);
    }

    private static string? DetailOf(ProblemDetailsContext context) => context switch
    {
        // The message of an unreadable body says where it is wrong and reveals nothing internal.
        { Exception: BadHttpRequestException { InnerException: JsonException json } bad } => $"{bad.Message} {json.Message}",
        { Exception: BadHttpRequestException bad } => bad.Message,
        { ProblemDetails.Status: StatusCodes.Status401Unauthorized } => HowToSignIn,
        { ProblemDetails.Status: StatusCodes.Status403Forbidden } => "Your account does not have the role that this needs. Ask an administrator for it.",
        _ => null,
    };

    /// <summary>Maps the OpenAPI description. It reveals nothing that the public source does not, so it needs no sign-in.</summary>
    public static void MapHttpApi(this WebApplication application) => application.MapOpenApi().AllowAnonymous();
}
