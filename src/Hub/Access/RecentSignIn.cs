using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// Refuses a change of what a person signs in with, and the end of other sessions, unless that person proved their identity within <see cref="Lifetime"/>: somebody who finds a browser that is
/// signed in must not be able to take the account over.
/// </summary>
internal sealed class RecentSignIn(SessionList sessions, TimeProvider time) : IEndpointFilter
{
    /// <summary>How long a proof of identity lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var session = await FindSessionAsync(context.HttpContext).ConfigureAwait(false);
        return SignInMethods.IsByProvider(session?.Method) ? ManagedByProvider.SignIn()
            : IsRecent(session) ? await next(context).ConfigureAwait(false)
            : Refusal();
    }

    /// <summary>The refusal of a caller who is to prove their identity first; <c>null</c> if the proof is recent. Whoever signs in at a provider cannot prove it here, and need not.</summary>
    public async Task<ProblemHttpResult?> FindRefusalAsync(HttpContext http)
    {
        var session = await FindSessionAsync(http).ConfigureAwait(false);
        return SignInMethods.IsByProvider(session?.Method) || IsRecent(session) ? null : Refusal();
    }

    private static ProblemHttpResult Refusal() => TypedResults.Problem(
        $"Prove your identity first: POST {Routes.Reauthenticate}. That lasts {Lifetime.TotalMinutes:0} minutes.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Sign in again",
        extensions: [new("code", RefusalCodes.ReauthenticationRequired)]);

    private async Task<Session?> FindSessionAsync(HttpContext http) =>
        http.User.FindFirstValue(AccessClaims.SessionId) is { } id ? await sessions.FindAsync(id, http.RequestAborted).ConfigureAwait(false) : null;

    private bool IsRecent(Session? session) => session is not null && time.GetUtcNow() - (session.AuthenticatedAt ?? session.StartedAt) <= Lifetime;
}
