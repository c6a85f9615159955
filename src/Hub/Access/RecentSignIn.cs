using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Providers;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Refuses a change of what a person signs in with, unless that person proved their identity within <see cref="Lifetime"/>: somebody who finds a browser that is
/// signed in must not be able to take the account over.
/// </summary>
internal sealed class RecentSignIn(SessionList sessions, TimeProvider time) : IEndpointFilter
{
    /// <summary>How long a proof of identity lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var session = http.User.FindFirstValue(AccessClaims.SessionId) is { } id ? await sessions.FindAsync(id, http.RequestAborted).ConfigureAwait(false) : null;
        if (SignInMethods.IsByProvider(session?.Method))
        {
            return ManagedByProvider.SignIn();
        }

        return session is not null && time.GetUtcNow() - (session.AuthenticatedAt ?? session.StartedAt) <= Lifetime
            ? await next(context).ConfigureAwait(false)
            : TypedResults.Problem(
                $"Prove your identity first: POST {Routes.Reauthenticate}. That lasts {Lifetime.TotalMinutes:0} minutes.",
                statusCode: StatusCodes.Status403Forbidden,
                title: "Sign in again",
                extensions: [new("code", RefusalCodes.ReauthenticationRequired)]);
    }
}
