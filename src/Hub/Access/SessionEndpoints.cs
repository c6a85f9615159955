using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access.Persons;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Access;

/// <summary><c>/api/sessions</c>: one's own sessions, and for administrators those of others.</summary>
internal static class SessionEndpoints
{
    public static void MapSessionEndpoints(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup(Routes.Sessions).RequireAuthorization().WithTags("Sessions");
        sessions.MapGet("", ListAsync).WithSummary("Open sessions").WithDescription("One's own; for administrators with `person`, the id of a person, theirs. The last used first.")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        sessions.MapDelete("", EndOthersAsync).Audited(AuditActions.EndSessions).WithSummary("Ends one's other sessions").WithDescription("All except the one that asks.").Produces(StatusCodes.Status204NoContent);
        sessions.MapDelete("{id}", EndAsync).Audited(AuditActions.EndSessions).WithSummary("Ends one session").WithDescription("One's own; for administrators anyone's.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<SessionsResponse>, ProblemHttpResult>> ListAsync(
        string? person, ClaimsPrincipal user, Rights rights, SessionList sessions, CancellationToken cancellationToken)
    {
        var self = user.FindFirstValue(ClaimTypes.NameIdentifier);
        var whose = string.IsNullOrEmpty(person) ? self : person;
        if (whose != self && !rights.Include(Roles.Admin))
        {
            return RefusalHandler.RoleMissing(user, Roles.Admin);
        }

        var open = whose is null ? [] : await sessions.OfPersonAsync(whose, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new SessionsResponse([.. open.Select(session => SessionResponse.Of(session, user.FindFirstValue(AccessClaims.SessionId)))]));
    }

    private static async Task<NoContent> EndOthersAsync(ClaimsPrincipal user, HttpContext http, Sessions sessions)
    {
        var ended = user.FindFirstValue(ClaimTypes.NameIdentifier) is { } self
            ? await sessions.EndAllAsync(self, user.FindFirstValue(AccessClaims.SessionId), SessionEndReason.EndedByOther).ConfigureAwait(false)
            : 0;

        // Anyone who is signed in could fill the trail with it.
        AuditDetails.Of(http).DidNothing = ended == 0;
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        string id, ClaimsPrincipal user, HttpContext http, Rights rights, SessionList list, PersonStore people, Sessions sessions, CancellationToken cancellationToken)
    {
        var session = await list.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var isOfOther = session is not null && session.UserId != user.FindFirstValue(ClaimTypes.NameIdentifier);
        if (session is null || (isOfOther && !rights.Include(Roles.Admin)))
        {
            AuditDetails.Of(http).IsRefused = isOfOther;
            return TypedResults.Problem("There is no such session. It may have ended already.", statusCode: StatusCodes.Status404NotFound, title: "Unknown session");
        }

        AuditDetails.Of(http).About((await people.FindAsync(session.UserId, cancellationToken).ConfigureAwait(false))?.Email, session.UserId);
        AuditDetails.Of(http).Changed(new { Session = id }, null);
        await sessions.EndAsync(id, SessionEndReason.EndedByOther).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}

/// <summary>Open sessions of one person.</summary>
/// <param name="Sessions">The last used first; may be empty.</param>
public sealed record SessionsResponse(IReadOnlyList<SessionResponse> Sessions);

/// <summary>One open session.</summary>
/// <param name="Id">Its id, which opens nothing by itself.</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="Browser">Whether it is a browser's.</param>
/// <param name="Device">What the program that signed in called itself (<c>User-Agent</c>); <c>null</c> if unknown.</param>
/// <param name="Address">The address that it was begun from; <c>null</c> if unknown.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="LastUsedAt">When it was last used, to the minute (UTC); <c>null</c> if unknown.</param>
/// <param name="ExpiresAt">When it expires, however much it is used (UTC).</param>
public sealed record SessionResponse(
    string Id, bool Current, bool Browser, string? Device, string? Address, DateTimeOffset StartedAt, DateTimeOffset? LastUsedAt, DateTimeOffset ExpiresAt)
{
    internal static SessionResponse Of(Session session, string? current) => new(
        session.Id, session.Id == current, session.IsBrowser, session.Device, session.Address, session.StartedAt, session.LastUsedAt, session.ExpiresAt);
}
