using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Tokens;

/// <summary><c>/api/tokens</c>: the tokens of services, for administrators.</summary>
internal static class TokenEndpoints
{
    public static void MapTokenEndpoints(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup(Routes.Tokens).RequireRole(Roles.Admin).WithMetadata(new RequestSizeLimitAttribute(GrantList.LargestBody)).WithTags("Tokens").ProducesProblem(StatusCodes.Status403Forbidden);
        tokens.MapGet("", ListAsync).WithSummary("The tokens of services").WithDescription("The newest first. The tokens themselves are not stored.");
        tokens.MapPost("", CreateAsync).RequireAudit(AuditActions.CreateToken).WithSummary("Makes a token").WithDescription("The answer holds it, this once. `expiresAt` may be null: then it does not expire.")
            .Produces<TokenCreated>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        tokens.MapDelete("{id}", RevokeAsync).Audited(AuditActions.RevokeToken).WithSummary("Revokes a token").WithDescription("It opens nothing any more, and its connections close.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<TokensResponse>> ListAsync(TokenStore tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(new TokensResponse([.. (await tokens.ListAsync(cancellationToken).ConfigureAwait(false)).Select(TokenResponse.Of)]));

    private static async Task<Results<Ok<TokenCreated>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        TokenRequest request, ClaimsPrincipal user, HttpContext http, TokenStore tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        if (GrantList.Problem(request.Grants) is { } problem)
        {
            return InvalidField.Of("grants", problem);
        }

        if (request.ExpiresAt <= time.GetUtcNow())
        {
            return InvalidField.Of("expiresAt", $"expiresAt is {request.ExpiresAt:O}, and must be in the future.");
        }

        if (await tokens.IsFullAsync(cancellationToken).ConfigureAwait(false))
        {
            return Full();
        }

        var details = AuditDetails.Of(http);
        details.About(request.Name, id: null);
        details.Changed(null, new { request.Grants, request.ExpiresAt });
        var (stored, token) = await tokens.CreateAsync(TokenKind.Service, request.Name!, request.Grants!, request.ExpiresAt, user.NameOf() ?? "", cancellationToken).ConfigureAwait(false);
        details.About(stored.Name, stored.Id);
        return TypedResults.Ok(new TokenCreated(stored.Id, token));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, HttpContext http, TokenStore tokens, CancellationToken cancellationToken)
    {
        if (await tokens.FindByIdAsync(id, cancellationToken).ConfigureAwait(false) is { } token)
        {
            AuditDetails.Of(http).About(token.Name, id);
            AuditDetails.Of(http).Changed(new { token.Grants, token.ExpiresAt }, null);
        }

        return await tokens.RevokeAsync(id).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : TypedResults.Problem("There is no such token. It may have been revoked already.", statusCode: StatusCodes.Status404NotFound, title: "Unknown token");
    }

    /// <summary>The answer where no more tokens can be made.</summary>
    internal static ProblemHttpResult Full() => TypedResults.Problem(
        $"There are {TokenStore.Most} tokens, and no more can be made. Revoke those that are not used any more.", statusCode: StatusCodes.Status409Conflict, title: "Too many tokens");
}

/// <summary>The body of a request for a token.</summary>
/// <param name="Name">What it is for, 1 to 100 characters.</param>
/// <param name="Grants">What it permits.</param>
/// <param name="ExpiresAt">When it expires; <c>null</c> if it does not.</param>
public sealed record TokenRequest(
    [property: Required, OneLine, StringLength(ServiceToken.LongestName, MinimumLength = 1)] string? Name, IReadOnlyList<Grant>? Grants, DateTimeOffset? ExpiresAt);

/// <summary>A token that was made.</summary>
/// <param name="Id">Its id, with which it is revoked.</param>
/// <param name="Token">The token. It is not shown again.</param>
public sealed record TokenCreated(string Id, string Token)
{
    /// <summary>Only the id, so that no secret reaches a log.</summary>
    public override string ToString() => $"{nameof(TokenCreated)} {Id}";
}

/// <summary>The tokens of services.</summary>
/// <param name="Tokens">The newest first; may be empty.</param>
public sealed record TokensResponse(IReadOnlyList<TokenResponse> Tokens);

/// <summary>One token of a service or a wall screen, without the token itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind"><c>service</c> or <c>display</c>.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Grants">What it permits.</param>
/// <param name="Dashboards">What a wall screen shows, in the order of its turns; empty if it is bound to none, and for a service.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
/// <param name="CreatedBy">Who made it: an e-mail address, or the name of a token.</param>
/// <param name="ExpiresAt">When it expires (UTC); <c>null</c> if it does not. It is listed after that, too.</param>
/// <param name="LastUsedAt">When it was last used, to the minute (UTC); <c>null</c> if it never was.</param>
public sealed record TokenResponse(
    string Id, string Kind, string Name, IReadOnlyList<Grant> Grants, IReadOnlyList<DisplayDashboard> Dashboards, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    internal static TokenResponse Of(ServiceToken token) => new(
        token.Id, token.Kind == TokenKind.Display ? "display" : "service", token.Name, token.Grants, token.Dashboards, token.CreatedAt, token.CreatedBy, token.ExpiresAt, token.LastUsedAt);
}
