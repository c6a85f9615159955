using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>Closes the endpoints of e-mail, password and passkey where people sign in with a provider alone.</summary>
internal static class LocalSignIn
{
    /// <summary>Refuses (403) if the setting <see cref="AccessOptions.LocalSignIn"/> is off.</summary>
    public static TBuilder RequireLocalSignIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter((call, next) => IsOn(call.HttpContext) ? next(call) : ValueTask.FromResult<object?>(Refusal()));

    /// <summary>Whether people may sign in without a provider.</summary>
    public static bool IsOn(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.LocalSignIn;

    /// <summary>The answer where they may not.</summary>
    public static ProblemHttpResult Refusal() => TypedResults.Problem(
        "Signing in with e-mail, password or passkey is switched off here. Sign in with the provider.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Local sign-in is off",
        extensions: [new("code", RefusalCodes.LocalSignInOff)]);
}
