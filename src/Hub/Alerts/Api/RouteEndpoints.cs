using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Problems.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>/api/alerts/routes</c>, for administrators.</summary>
internal static class RouteEndpoints
{
    private const int Most = 200;
    private const string What = "route";

    public static void MapAlertRoutes(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup(Routes.AlertRoutes).RequireRole(Roles.Admin).WithTags("Alerts").WithMetadata(new RequestSizeLimitAttribute(AlertLimits.LargestBody)).ProducesProblem(StatusCodes.Status403Forbidden);
        routes.MapGet("", ListAsync).WithSummary("Which problems are told to which channels");
        routes.MapGet("{id}", FindAsync).WithSummary("One route").Produces<RouteResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("", CreateAsync).RequireAudit(AuditActions.ChangeRoute).WithSummary("Makes a route").Produces<RouteResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPut("{id}", ChangeAsync).RequireAudit(AuditActions.ChangeRoute).WithSummary("Changes a route").Produces<RouteResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapDelete("{id}", DeleteAsync).RequireAudit(AuditActions.ChangeRoute).WithSummary("Deletes a route")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<RoutesResponse>> ListAsync(Rights rights, AlertsDbContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Routes.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new RoutesResponse([.. rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Select(row => RouteResponse.Of(row, rights))]));
    }

    private static async Task<Results<Ok<RouteResponse>, ProblemHttpResult>> FindAsync(string id, Rights rights, AlertsDbContext context, CancellationToken cancellationToken) =>
        await RowAsync(id, context, cancellationToken).ConfigureAwait(false) is { } row ? TypedResults.Ok(RouteResponse.Of(row, rights)) : AlertAnswers.Unknown(What);

    private static async Task<IResult> CreateAsync(
        RouteBody body, ClaimsPrincipal user, HttpContext http, Rights rights, AlertSources sources, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await context.Routes.CountAsync(cancellationToken).ConfigureAwait(false) >= Most)
        {
            return AlertAnswers.TooMany("routes", Most);
        }

        var row = new RouteRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("n"),
            Name = "",
            Channels = [],
            Match = RuleMatch.Everything,
            UpdatedAt = time.GetUtcNow(),
            UpdatedBy = user.NameOf() ?? "",
        };
        if (await ApplyAsync(body, row, rights, sources, context, cancellationToken).ConfigureAwait(false) is { } invalid)
        {
            return invalid;
        }

        context.Routes.Add(row);
        return await SaveAsync(null, row, http, rights, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> ChangeAsync(
        string id, RouteBody body, ClaimsPrincipal user, HttpContext http, Rights rights, AlertSources sources, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await RowAsync(id, context, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown(What);
        }

        var before = Audited(row);
        if (await ApplyAsync(body, row, rights, sources, context, cancellationToken).ConfigureAwait(false) is { } invalid)
        {
            return invalid;
        }

        (row.UpdatedAt, row.UpdatedBy) = (time.GetUtcNow(), user.NameOf() ?? "");
        return await SaveAsync(before, row, http, rights, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, AlertsDbContext context, CancellationToken cancellationToken)
    {
        if (await RowAsync(id, context, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown(What);
        }

        AuditDetails.Of(http).About(row.Name, id);
        AuditDetails.Of(http).Changed(Audited(row), null);
        if (await context.Routes.AsNoTracking().FirstOrDefaultAsync(route => route.EscalateTo == id, cancellationToken).ConfigureAwait(false) is { } user)
        {
            return TypedResults.Problem($"The route '{user.Name}' escalates to this one. Change that first.", statusCode: StatusCodes.Status409Conflict, title: "Route is used");
        }

        context.Routes.Remove(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<ValidationProblem?> ApplyAsync(RouteBody body, RouteRow row, Rights rights, AlertSources sources, AlertsDbContext context, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var channels = await context.Channels.AsNoTracking().Select(channel => channel.Id).ToHashSetAsync(cancellationToken).ConfigureAwait(false);
        var routes = await context.Routes.AsNoTracking().Select(route => route.Id).ToHashSetAsync(cancellationToken).ConfigureAwait(false);
        body.ApplyTo(row, sources.NamesFor(rights), channels, routes, errors);
        return errors.Any ? errors.ToProblem() : null;
    }

    private static async Task<IResult> SaveAsync(object? before, RouteRow row, HttpContext http, Rights rights, AlertsDbContext context, CancellationToken cancellationToken)
    {
        AuditDetails.Of(http).About(row.Name, row.Id);
        AuditDetails.Of(http).Changed(before, Audited(row));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(RouteResponse.Of(row, rights));
    }

    private static Task<RouteRow?> RowAsync(string id, AlertsDbContext context, CancellationToken cancellationToken) => context.Routes.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    private static object Audited(RouteRow row) =>
        new { row.Name, row.Channels, row.Match, row.ReminderHours, row.EscalateTo, row.EscalateAfterMinutes, Weekly = WeeklyBody.Of(row.Weekly), row.Zone };
}
