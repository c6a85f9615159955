using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Tokens;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access.Displays;

/// <summary><c>/api/tokens/displays</c>: lets wall screens in, for administrators.</summary>
internal static class DisplayEndpoints
{
    /// <summary>The page of a wall screen that is not signed in: it takes a link, or shows a code.</summary>
    internal const string Page = "/display";

    public static void MapDisplayEndpoints(this IEndpointRouteBuilder routes)
    {
        var displays = routes.MapGroup(Routes.Displays).RequireRole(Roles.Admin).WithMetadata(new RequestSizeLimitAttribute(GrantList.LargestBody)).WithTags("Tokens").ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status403Forbidden);
        displays.MapPost("", CreateAsync).RequireAudit(AuditActions.CreateToken).WithSummary("Makes a display token").WithDescription("The answer holds a link for the browser of a wall screen, this once. It may watch, and nothing else.")
            .Produces<DisplayLink>();
        displays.MapPost("confirm", ConfirmAsync).RequireAudit(AuditActions.CreateToken).WithSummary("Lets the wall screen in that shows a code").WithDescription("It gets a display token of its own.")
            .Produces<DisplayConfirmed>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CreateAsync(
        DisplayRequest request,
        ClaimsPrincipal user,
        HttpContext http,
        TokenStore tokens,
        IEnumerable<IDisplayContent> content,
        PublicAddress address,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if ((Problem(request, time) ?? await ProblemAsync(request, content, cancellationToken).ConfigureAwait(false)) is { } problem)
        {
            return problem;
        }

        if (await tokens.IsFullAsync(cancellationToken).ConfigureAwait(false))
        {
            return TokenEndpoints.Full();
        }

        Describe(request, id: null, http);
        var (stored, token) = await tokens.CreateAsync(request, user.NameOf() ?? "", cancellationToken).ConfigureAwait(false);
        Describe(request, stored.Id, http);
        return Results.Ok(new DisplayLink(stored.Id, address.LinkTo(http.Request, $"{Page}#{token}")));
    }

    private static async Task<IResult> ConfirmAsync(
        DisplayConfirmation request,
        ClaimsPrincipal user,
        HttpContext http,
        DisplayCodes codes,
        TokenStore tokens,
        IEnumerable<IDisplayContent> content,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var display = new DisplayRequest(request.Name, request.Sources, request.ExpiresAt, request.Dashboards);
        if ((Problem(display, time) ?? await ProblemAsync(display, content, cancellationToken).ConfigureAwait(false)) is { } problem)
        {
            return problem;
        }

        if (await tokens.IsFullAsync(cancellationToken).ConfigureAwait(false))
        {
            return TokenEndpoints.Full();
        }

        Describe(display, id: null, http);
        if (await codes.ConfirmAsync(request.Code!, display, user.NameOf() ?? "").ConfigureAwait(false) is { } id)
        {
            Describe(display, id, http);
            return Results.Ok(new DisplayConfirmed(id));
        }

        return Results.Problem("No screen shows this code (any more). Codes last 10 minutes.", statusCode: StatusCodes.Status404NotFound, title: "Unknown code");
    }

    private static ValidationProblem? Problem(DisplayRequest request, TimeProvider time) =>
        request.Sources is null ? InvalidField.Of("sources", "sources is missing. An empty list means all daemons.")
        : GrantList.Problem(request.Grants()) is { } problem ? InvalidField.Of("sources", problem)
        : request.ExpiresAt <= time.GetUtcNow() ? InvalidField.Of("expiresAt", $"expiresAt is {request.ExpiresAt:O}, and must be in the future.")
        : DisplayDashboardList.Problem(request.Dashboards) is { } wrong ? InvalidField.Of("dashboards", wrong)
        : null;

    private static async Task<ValidationProblem?> ProblemAsync(DisplayRequest request, IEnumerable<IDisplayContent> content, CancellationToken cancellationToken)
    {
        if (request.Dashboards is not { Count: > 0 } dashboards)
        {
            return null;
        }

        string[] ids = [.. dashboards.Select(dashboard => dashboard.Id)];
        var problem = content.SingleOrDefault() is { } room ? await room.ProblemAsync(ids, cancellationToken).ConfigureAwait(false) : "This monitor has no dashboards.";
        return problem is null ? null : InvalidField.Of("dashboards", problem);
    }

    private static void Describe(DisplayRequest request, string? id, HttpContext http)
    {
        AuditDetails.Of(http).About(request.Name, id);
        AuditDetails.Of(http).Changed(null, new { Grants = request.Grants(), request.Dashboards, request.ExpiresAt });
    }
}

/// <summary>The body of a request for a display token.</summary>
/// <param name="Name">Where the screen is, 1 to 100 characters.</param>
/// <param name="Sources">The daemons that it shows; empty means all.</param>
/// <param name="ExpiresAt">When it expires; <c>null</c> if it does not.</param>
/// <param name="Dashboards">The dashboards that it shows by turns, which must be shared; the live page without them.</param>
public sealed record DisplayRequest(
    [property: Required, OneLine, StringLength(ServiceToken.LongestName, MinimumLength = 1)] string? Name,
    IReadOnlyList<string>? Sources,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<DisplayDashboard>? Dashboards = null)
{
    internal IReadOnlyList<Grant> Grants() => [new Grant(Roles.Viewer, Sources ?? [])];
}

/// <summary>The body that lets a screen in.</summary>
/// <param name="Code">The six digits that it shows.</param>
/// <param name="Name">Where the screen is, 1 to 100 characters.</param>
/// <param name="Sources">The daemons that it shows; empty means all.</param>
/// <param name="ExpiresAt">When it expires; <c>null</c> if it does not.</param>
/// <param name="Dashboards">The dashboards that it shows by turns, which must be shared; the live page without them.</param>
public sealed record DisplayConfirmation(
    [property: Required, RegularExpression("[0-9]{6}")] string? Code,
    [property: Required, OneLine, StringLength(ServiceToken.LongestName, MinimumLength = 1)] string? Name,
    IReadOnlyList<string>? Sources,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<DisplayDashboard>? Dashboards = null);

/// <summary>A display token that was made.</summary>
/// <param name="Id">Its id, with which it is revoked.</param>
/// <param name="Link">The address to open on the screen. It is not shown again.</param>
public sealed record DisplayLink(string Id, string Link)
{
    /// <summary>Only the id, so that no secret reaches a log.</summary>
    public override string ToString() => $"{nameof(DisplayLink)} {Id}";
}

/// <summary>A screen that was let in.</summary>
/// <param name="Id">The id of its display token, with which it is revoked.</param>
public sealed record DisplayConfirmed(string Id);
