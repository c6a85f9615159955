using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Passkeys;

/// <summary>Where people sign in with a passkey. It stands for password and second factor, because its device verifies the person.</summary>
internal static class PasskeySignIn
{
    private const int LargestBody = 32 * 1024;

    public static void MapPasskeySignIn(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup(Routes.LoginPasskey).AllowAnonymous().RequireLocalSignIn().WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithTags("Account");
        endpoints.MapPost("begin", BeginAsync).NotAudited().WithSummary("Begins a sign-in with a passkey").WithDescription("`options` is for `navigator.credentials.get()`.")
            .Produces<PasskeyOptionsResponse>().ProducesProblem(StatusCodes.Status409Conflict);
        endpoints.MapPost("", SignInAsync).AuditedIfRefused(AuditActions.SignIn).WithSummary("Signs in with a passkey").WithDescription("Answers with a bearer token, or with `?useCookies=true` sets a session cookie.")
            .Produces<AccessTokenResponse>().Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, IPasskeyHandler<Person> passkeys, PasskeyAddress address, PasskeyState states)
    {
        if (address.Problem(http.Request) is { } reason)
        {
            return PasskeyEndpoints.Unusable(reason);
        }

        var made = await passkeys.MakeRequestOptionsAsync(null, http).ConfigureAwait(false);
        return Results.Ok(PasskeyOptionsResponse.Of(states.Protect(made.AssertionState, personId: null), made.RequestOptionsJson));
    }

    private static async Task<IResult> SignInAsync(
        PasskeyLoginRequest request,
        bool? useCookies,
        HttpContext http,
        UserManager<Person> users,
        IPasskeyHandler<Person> passkeys,
        PasskeyState states,
        SignInThrottle throttle,
        SignIns signIns,
        CancellationToken cancellationToken)
    {
        Person? person = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.LoginPasskey,
            GuessScope.Network,
            async () => (person = await FindAsync(request, http, users, passkeys, states).ConfigureAwait(false)) is not null,
            cancellationToken).ConfigureAwait(false);
        if (AttemptRefusal.Of(result, http) is { } refusal)
        {
            return refusal;
        }

        return person is null
            ? Results.Problem("The passkey was not accepted. Try again, or sign in with e-mail address and password.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in")
            : await signIns.BeginAsync(person, SignInMethods.Passkey, useCookies == true, http, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Person?> FindAsync(PasskeyLoginRequest request, HttpContext http, UserManager<Person> users, IPasskeyHandler<Person> passkeys, PasskeyState states)
    {
        if (await states.UseAsync(request.State!, personId: null).ConfigureAwait(false) is not { } state)
        {
            return null;
        }

        var result = await passkeys.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = request.Credential!.Value.GetRawText(), AssertionState = state }).ConfigureAwait(false);
        if (!result.Succeeded || result.User.DisabledAt is not null)
        {
            return null;
        }

        // The authenticator counts its signatures, so that a copy of it can be noticed.
        var stored = await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey).ConfigureAwait(false);
        return stored.Succeeded ? result.User : null;
    }
}

/// <summary>The body of a sign-in with a passkey.</summary>
/// <param name="State">What <c>begin</c> answered.</param>
/// <param name="Credential">What the browser answered, in its JSON form.</param>
public sealed record PasskeyLoginRequest([property: Required, StringLength(PasskeyRequest.LongestState)] string? State, [property: Required] JsonElement? Credential)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(PasskeyLoginRequest);
}
