using System.ComponentModel.DataAnnotations;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Persons;

/// <summary>Says whose password a one-time link sets, so that a page asks nobody for a password that it could not set.</summary>
internal static class LinkCheckEndpoints
{
    public static void MapLinkChecks(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(AccountEndpoints.LargestBody)).WithTags("Account");
        MapCheck(endpoints, Routes.InvitationCheck, LinkPurpose.Invitation, "Says who was invited");
        MapCheck(endpoints, Routes.PasswordResetCheck, LinkPurpose.Reset, "Says whose password a link sets");
    }

    private static void MapCheck(RouteGroupBuilder endpoints, string route, LinkPurpose purpose, string summary) =>
        endpoints.MapPost(route, (LinkCheckRequest request, HttpContext http, OneTimeLinks links, SignInThrottle throttle, CancellationToken cancellationToken) =>
                CheckAsync(purpose, request, http, links, throttle, cancellationToken)).AllowAnonymous().AuditedIfRefused(AuditActions.RedeemLink)
            .WithSummary(summary).WithDescription("With the secret of a one-time link, the part after `#`. The link can still be used.")
            .Produces<LinkCheckResponse>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> CheckAsync(
        LinkPurpose purpose, LinkCheckRequest request, HttpContext http, OneTimeLinks links, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        var isLocal = LocalSignIn.IsOn(http);
        LinkHolder? holder = null;
        var result = await throttle.TryAsync(
            http.Connection.RemoteIpAddress,
            Routes.PasswordReset,
            GuessScope.Network,
            async () => (holder = await links.FindAsync(purpose, request.Secret!, mustRestore: !isLocal, cancellationToken).ConfigureAwait(false)) is not null,
            cancellationToken).ConfigureAwait(false);
        return AttemptRefusal.Of(result, http) ?? holder switch
        {
            null when !isLocal => LocalSignIn.Refusal(),
            null => Refused("This link is not valid (any more). An administrator can make a new one.", RefusalCodes.LinkInvalid),
            { IsExpired: true } => Refused("This link has expired. An administrator can make a new one.", RefusalCodes.LinkExpired),
            _ => Results.Ok(new LinkCheckResponse(holder.Email, holder.ExpiresAt)),
        };
    }

    private static IResult Refused(string detail, string code) =>
        Results.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "Link not valid", extensions: [new("code", code)]);
}

/// <summary>The body of a question about a one-time link.</summary>
/// <param name="Secret">The part of the link after <c>#</c>.</param>
public sealed record LinkCheckRequest([property: Required, StringLength(256)] string? Secret)
{
    /// <summary>Only the name of the type, so that no secret reaches a log.</summary>
    public override string ToString() => nameof(LinkCheckRequest);
}

/// <summary>A one-time link that can be used.</summary>
/// <param name="Email">The e-mail address of the person whose password it sets.</param>
/// <param name="ExpiresAt">When it expires (UTC).</param>
public sealed record LinkCheckResponse(string Email, DateTimeOffset ExpiresAt);
