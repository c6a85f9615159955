using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Factors;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Passkeys;

/// <summary><c>/api/account/passkeys</c>: one's own passkeys.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>The most passkeys of one person.</summary>
    public const int MostOfOnePerson = 20;

    public static void MapPasskeyEndpoints(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup(Routes.Passkeys).RequirePerson().WithTags("Account");
        own.MapGet("", ListAsync).WithSummary("One's own passkeys").WithDescription("`reason` says why passkeys cannot be used at this address.");
        own.MapPost("begin", BeginAsync).RequireLocalSignIn().AuditedIfRefused(AuditActions.AddPasskey).RequireRecentSignIn().WithSummary("Begins a new passkey").WithDescription("`options` is for `navigator.credentials.create()`.")
            .Produces<PasskeyOptionsResponse>().ProducesProblem(StatusCodes.Status409Conflict);
        own.MapPost("", AddAsync).RequireLocalSignIn().Audited(AuditActions.AddPasskey).RequireRecentSignIn().WithSummary("Adds a passkey").Produces<PasskeyAdded>().ProducesValidationProblem();
        own.MapDelete("{id}", RemoveAsync).Audited(AuditActions.RemovePasskey).RequireRecentSignIn().WithSummary("Removes a passkey")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The answer where passkeys cannot be used.</summary>
    public static ProblemHttpResult Unusable(PasskeyProblem reason) =>
        TypedResults.Problem(reason.Text, statusCode: StatusCodes.Status409Conflict, title: "No passkeys here", extensions: [new("code", reason.Code)]);

    private static async Task<Ok<PasskeysResponse>> ListAsync(ClaimsPrincipal user, HttpContext http, UserManager<Person> users, PasskeyAddress address)
    {
        var all = await OfAsync(users, user).ConfigureAwait(false);
        var reason = address.Problem(http.Request) ?? ProblemOf(all.Count);
        return TypedResults.Ok(new PasskeysResponse(reason is null, reason?.Text, reason?.Code, [.. all.OrderBy(passkey => passkey.CreatedAt).Select(PasskeyResponse.Of)]));
    }

    private static async Task<IResult> BeginAsync(ClaimsPrincipal user, HttpContext http, UserManager<Person> users, IPasskeyHandler<Person> passkeys, PasskeyAddress address, PasskeyState states)
    {
        if (address.Problem(http.Request) is { } reason)
        {
            return Unusable(reason);
        }

        if (ProblemOf((await OfAsync(users, user).ConfigureAwait(false)).Count) is { } full)
        {
            return Unusable(full);
        }

        var email = user.FindFirstValue(ClaimTypes.Email) ?? "";
        var made = await passkeys.MakeCreationOptionsAsync(new() { Id = user.PersonId()!, Name = email, DisplayName = email }, http).ConfigureAwait(false);
        return Results.Ok(PasskeyOptionsResponse.Of(states.Protect(made.AttestationState, user.PersonId()), made.CreationOptionsJson));
    }

    private static async Task<IResult> AddAsync(
        PasskeyRequest request, ClaimsPrincipal user, HttpContext http, UserManager<Person> users, IPasskeyHandler<Person> passkeys, PasskeyState states)
    {
        if (await states.UseAsync(request.State!, user.PersonId()).ConfigureAwait(false) is not { } state)
        {
            return InvalidField.Of("state", "This was used already, or is older than 5 minutes. Begin again.");
        }

        var result = await passkeys.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = request.Credential!.Value.GetRawText(), AttestationState = state }).ConfigureAwait(false);
        if (!result.Succeeded || await users.FindByIdAsync(user.PersonId()!).ConfigureAwait(false) is not { } person)
        {
            return InvalidField.Of("credential", $"The passkey was refused. {result.Failure?.Message}");
        }

        result.Passkey.Name = request.Name;
        AuditDetails.Of(http).About(request.Name, IdOf(result.Passkey));
        var stored = await users.AddOrUpdatePasskeyAsync(person, result.Passkey).ConfigureAwait(false);
        return stored.Succeeded ? Results.Ok(new PasskeyAdded(IdOf(result.Passkey))) : IdentityProblem.Of(stored, _ => "credential");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, ClaimsPrincipal user, UserManager<Person> users, AccessDbContext store)
    {
        var passkey = (await OfAsync(users, user).ConfigureAwait(false)).FirstOrDefault(passkey => IdOf(passkey) == id);
        return passkey is not null && await store.RemovePasskeyAsync(user.PersonId()!, passkey.CredentialId).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : TypedResults.Problem("There is no such passkey. It may have been removed already.", statusCode: StatusCodes.Status404NotFound, title: "Unknown passkey");
    }

    private static PasskeyProblem? ProblemOf(int count) => count < MostOfOnePerson
        ? null
        : new PasskeyProblem(PasskeyProblem.TooMany, $"There are {MostOfOnePerson} passkeys already. Remove one that is not used any more.");

    private static async Task<IList<UserPasskeyInfo>> OfAsync(UserManager<Person> users, ClaimsPrincipal user) =>
        await users.FindByIdAsync(user.PersonId()!).ConfigureAwait(false) is { } person ? await users.GetPasskeysAsync(person).ConfigureAwait(false) : [];

    internal static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);
}

/// <summary>The own passkeys.</summary>
/// <param name="Available">Whether passkeys can be used at the address by which the page was opened.</param>
/// <param name="Reason">Why not, as a sentence; <c>null</c> if they can.</param>
/// <param name="ReasonCode">The same for programs: <c>needs-host-name</c>, <c>needs-https</c>, <c>other-address</c> or <c>too-many</c>; <c>null</c> if they can.</param>
/// <param name="Passkeys">The oldest first; may be empty.</param>
public sealed record PasskeysResponse(bool Available, string? Reason, string? ReasonCode, IReadOnlyList<PasskeyResponse> Passkeys);

/// <summary>One passkey.</summary>
/// <param name="Id">The id of its credential in base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was added (UTC).</param>
public sealed record PasskeyResponse(string Id, string? Name, DateTimeOffset CreatedAt)
{
    internal static PasskeyResponse Of(UserPasskeyInfo passkey) => new(PasskeyEndpoints.IdOf(passkey), passkey.Name, passkey.CreatedAt);
}

/// <summary>What a browser needs to make or use a passkey.</summary>
/// <param name="State">Is sent back as it is, once and within 5 minutes.</param>
/// <param name="Options">The options for the browser, in their JSON form.</param>
public sealed record PasskeyOptionsResponse(string State, JsonElement Options)
{
    internal static PasskeyOptionsResponse Of(string state, string options) => new(state, JsonElement.Parse(options));
}

/// <summary>The body that adds a passkey.</summary>
/// <param name="State">What <c>begin</c> answered.</param>
/// <param name="Credential">What the browser made, in its JSON form.</param>
/// <param name="Name">What to call it, 1 to 100 characters.</param>
public sealed record PasskeyRequest(
    [property: Required, StringLength(PasskeyRequest.LongestState)] string? State,
    [property: Required] JsonElement? Credential,
    [property: Required, StringLength(PasskeyRequest.LongestName, MinimumLength = 1)] string? Name)
{
    internal const int LongestState = 8192;
    internal const int LongestName = 100;
}

/// <summary>A passkey that was added.</summary>
/// <param name="Id">Its id, with which it is removed.</param>
public sealed record PasskeyAdded(string Id);
