using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Problems.Commands;
using FlextMonitor.Hub.Problems.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>/api/alerts/silences</c>: everybody who may see the daemons reads them, their operators make and end them.</summary>
internal static class SilenceEndpoints
{
    private const int Most = 1000;
    private const string Kind = "silence";
    private static readonly string[] States = ["present", "all"];

    public static void MapSilences(this IEndpointRouteBuilder endpoints)
    {
        var silences = endpoints.MapGroup(Routes.AlertSilences).WithTags("Alerts").WithMetadata(new RequestSizeLimitAttribute(AlertLimits.LargestBody)).ProducesProblem(StatusCodes.Status403Forbidden);
        silences.MapGet("", ListAsync).RequireRole(Roles.Viewer).WithSummary("Silences that hold or will hold")
            .WithDescription($"The newest first, at most {Most}. With `state` `all` also those that are over, as long as they are kept. Daemons that you may not see are left out.");
        silences.MapGet("{id}", FindAsync).RequireRole(Roles.Viewer).WithSummary("One silence").Produces<SilenceResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        silences.MapPost("", CreateAsync).RequireRole(Roles.Operator).Audited(AuditActions.ChangeSilence).WithSummary("Holds messages back for some time")
            .WithDescription("Problems open and are resolved all the same. 202: recorded, but nothing is being evaluated now.")
            .Produces<SilenceResponse>().Produces<SilenceResponse>(StatusCodes.Status202Accepted).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        silences.MapPut("{id}", ChangeAsync).RequireRole(Roles.Operator).Audited(AuditActions.ChangeSilence).WithSummary("Changes a silence")
            .Produces<SilenceResponse>().Produces<SilenceResponse>(StatusCodes.Status202Accepted).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        silences.MapDelete("{id}", EndAsync).RequireRole(Roles.Operator).Audited(AuditActions.ChangeSilence).WithSummary("Ends a silence")
            .Produces(StatusCodes.Status204NoContent).Produces<RecordedResponse>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<SilencesResponse>, ValidationProblem>> ListAsync(
        string? state, Rights rights, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        var wanted = errors.OneOf("state", state ?? States[0], States) == States[0] ? Present(context, now) : context.Silences.AsNoTracking();
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var rows = await wanted.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(Most).ToListAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new SilencesResponse([.. rows.Where(row => MatchBody.IsVisible(row.Match, rights)).Select(row => SilenceResponse.Of(row, rights, now))]));
    }

    private static async Task<Results<Ok<SilenceResponse>, ProblemHttpResult>> FindAsync(string id, Rights rights, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken) =>
        await FindRowAsync(id, rights, context, cancellationToken).ConfigureAwait(false) is { } row
            ? TypedResults.Ok(SilenceResponse.Of(row, rights, time.GetUtcNow()))
            : AlertAnswers.Unknown(Kind);

    private static async Task<IResult> CreateAsync(
        SilenceBody body, ClaimsPrincipal user, HttpContext http, Rights rights, AlertSources sources, AlertsDbContext context, ProblemCommands commands, TimeProvider time, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        var row = body.Read(Guid.CreateVersion7(now).ToString("n"), sources.NamesFor(rights), user.NameOf() ?? "", now, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        AuditDetails.Of(http).About(row.Reason, row.Id);
        AuditDetails.Of(http).Changed(null, Audited(row));
        if (!MayChange(row.Match, rights))
        {
            return AlertAnswers.NotPermitted();
        }

        if (await Present(context, now).CountAsync(cancellationToken).ConfigureAwait(false) >= Most)
        {
            return AlertAnswers.TooMany("silences", Most);
        }

        var isApplied = await commands.AskAsync(Command(user, now), store => store.Silences.Add(row), cancellationToken).ConfigureAwait(false);
        return Answer(isApplied, SilenceResponse.Of(row, rights, now));
    }

    private static async Task<IResult> ChangeAsync(
        string id, SilenceBody body, ClaimsPrincipal user, HttpContext http, Rights rights, AlertSources sources, AlertsDbContext context, ProblemCommands commands, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(id, rights, context, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown(Kind);
        }

        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        var wanted = body.Read(id, sources.NamesFor(rights), row.CreatedBy, now, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        AuditDetails.Of(http).About(wanted.Reason, id);
        AuditDetails.Of(http).Changed(Audited(row), Audited(wanted));
        if (!MayChange(row.Match, rights) || !MayChange(wanted.Match, rights))
        {
            return AlertAnswers.NotPermitted();
        }

        var isApplied = await commands.AskAsync(Command(user, now), store => Change(store, row, wanted), cancellationToken).ConfigureAwait(false);
        return Answer(isApplied, SilenceResponse.Of(row, rights, now));
    }

    private static async Task<IResult> EndAsync(
        string id, ClaimsPrincipal user, HttpContext http, Rights rights, AlertsDbContext context, ProblemCommands commands, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(id, rights, context, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return AlertAnswers.Unknown(Kind);
        }

        AuditDetails.Of(http).About(row.Reason, id);
        AuditDetails.Of(http).Changed(Audited(row), null);
        if (!MayChange(row.Match, rights))
        {
            return AlertAnswers.NotPermitted();
        }

        var now = time.GetUtcNow();
        return await commands.AskAsync(Command(user, now), store => store.Attach(row).Entity.DeletedAt = now, cancellationToken).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : AlertAnswers.Recorded();
    }

    // What delivering notes in the row meanwhile stays.
    private static void Change(AlertsDbContext store, SilenceRow row, SilenceRow wanted)
    {
        store.Attach(row);
        (row.Reason, row.Match, row.From, row.To, row.Weekly, row.Zone) = (wanted.Reason, wanted.Match, wanted.From, wanted.To, wanted.Weekly, wanted.Zone);
    }

    private static IQueryable<SilenceRow> Present(AlertsDbContext context, DateTimeOffset now) =>
        context.Silences.AsNoTracking().Where(row => row.DeletedAt == null && (row.To == null || row.To > now));

    private static async Task<SilenceRow?> FindRowAsync(string id, Rights rights, AlertsDbContext context, CancellationToken cancellationToken)
    {
        var row = await context.Silences.AsNoTracking().SingleOrDefaultAsync(silence => silence.Id == id && silence.DeletedAt == null, cancellationToken).ConfigureAwait(false);
        return row is not null && MatchBody.IsVisible(row.Match, rights) ? row : null;
    }

    // An empty list means all daemons, also those to come.
    private static bool MayChange(RuleMatch match, Rights rights) =>
        match.Sources.Count == 0 ? rights.SourcesFor(Roles.Operator) is null : match.Sources.All(source => rights.Include(Roles.Operator, source));

    private static CommandRow Command(ClaimsPrincipal user, DateTimeOffset now) => new() { Kind = ProblemCommandKind.ReadSilences, By = user.NameOf() ?? "", At = now };

    private static IResult Answer(bool isApplied, SilenceResponse response) => isApplied ? TypedResults.Ok(response) : TypedResults.Accepted((string?)null, response);

    private static object Audited(SilenceRow row) => new { row.Reason, row.Match, row.From, row.To, Weekly = WeeklyBody.Of(row.Weekly), row.Zone };
}
