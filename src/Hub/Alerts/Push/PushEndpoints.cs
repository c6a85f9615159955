using System.Net;
using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary><c>/api/account/push</c>: the own browsers that channels of kind <c>webpush</c> tell.</summary>
internal static class PushEndpoints
{
    private const int MostOfOnePerson = 20;
    private const int LargestBody = 8 * 1024;

    public static void MapPush(this IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.MapGroup(Routes.Push).RequireRole(Roles.Viewer).RequirePerson().WithTags("Account").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        own.MapGet("", ListAsync).WithSummary("One's own browsers that are told of problems").WithDescription("`reason` says why a browser cannot subscribe at this address.");
        own.MapPost("", AddAsync).Audited(AuditActions.ChangePush).WithSummary("Tells this browser of problems").WithDescription("Takes what `PushSubscription.toJSON()` makes. The same one again changes it.")
            .Produces<PushSubscriptionResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        own.MapDelete("{id}", RemoveAsync).Audited(AuditActions.ChangePush).WithSummary("Tells a browser no more")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<PushResponse>> ListAsync(ClaimsPrincipal user, HttpRequest request, PushKeys keys, AlertsDbContext context, CancellationToken cancellationToken)
    {
        var person = user.PersonId()!;
        var pair = await keys.FindAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.PushSubscriptions.AsNoTracking().Where(row => row.PersonId == person).ToListAsync(cancellationToken).ConfigureAwait(false);
        var reason = ReasonOf(request);
        return TypedResults.Ok(new PushResponse(pair.PublicKey, reason is null, reason, [.. rows.OrderByDescending(row => row.CreatedAt).Select(ResponseOf)]));
    }

    private static async Task<IResult> AddAsync(PushRequest body, ClaimsPrincipal user, HttpContext http, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = Check(body);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var (person, id) = (user.PersonId()!, PushForm.IdOf(body.Endpoint!));
        var row = await context.PushSubscriptions.SingleOrDefaultAsync(stored => stored.Id == id, cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            if (await context.PushSubscriptions.CountAsync(stored => stored.PersonId == person, cancellationToken).ConfigureAwait(false) >= MostOfOnePerson)
            {
                return AlertAnswers.TooMany("browsers", MostOfOnePerson);
            }

            row = new PushSubscriptionRow { Id = id, PersonId = person, Endpoint = body.Endpoint!, P256dh = "", Auth = "", UserAgent = "", CreatedAt = time.GetUtcNow() };
            context.PushSubscriptions.Add(row);
        }

        // A browser is told what the person may see who uses it now.
        (row.PersonId, row.P256dh, row.Auth) = (person, body.Keys!.P256dh!, body.Keys.Auth!);
        row.UserAgent = AnswerText.ToLine(http.Request.Headers.UserAgent.ToString()).Cut(PushTables.LongestUserAgent);
        AuditDetails.Of(http).About(row.UserAgent, id);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(ResponseOf(row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, ClaimsPrincipal user, HttpContext http, AlertsDbContext context, CancellationToken cancellationToken)
    {
        var person = user.PersonId()!;
        if (await context.PushSubscriptions.SingleOrDefaultAsync(stored => stored.Id == id && stored.PersonId == person, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown("browser");
        }

        AuditDetails.Of(http).About(row.UserAgent, id);
        context.PushSubscriptions.Remove(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static FieldErrors Check(PushRequest body)
    {
        var errors = new FieldErrors();
        if (!PushForm.IsEndpoint(body.Endpoint))
        {
            errors.Add("endpoint", $"endpoint {TargetUrl.Allowed}.");
        }

        if (!PushForm.IsPublicKey(body.Keys?.P256dh))
        {
            errors.Add("keys.p256dh", "keys.p256dh must be a public key of P-256: 65 bytes in base64url.");
        }

        if (!PushForm.IsSecret(body.Keys?.Auth))
        {
            errors.Add("keys.auth", "keys.auth must be 16 bytes in base64url.");
        }

        return errors;
    }

    // Browsers let service workers run, which show the notifications, at secure addresses only.
    private static string? ReasonOf(HttpRequest request) => request.IsHttps || IsThisMachine(request.Host.Host)
        ? null
        : $"Browsers take push notifications at addresses that begin with https:// and at localhost only, and this page is at {request.Scheme}://{request.Host}.";

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static PushSubscriptionResponse ResponseOf(PushSubscriptionRow row) => new(row.Id, row.UserAgent, row.CreatedAt);
}
