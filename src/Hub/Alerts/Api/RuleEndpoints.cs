using System.Security.Claims;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Rules;
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

/// <summary><c>/api/alerts/rules</c>: everybody who may see the daemons reads them, administrators change them.</summary>
internal static class RuleEndpoints
{
    /// <summary>The most rules of users' own.</summary>
    public const int Most = 2000;

    private const string Kind = "rule";

    public static void MapRules(this IEndpointRouteBuilder endpoints)
    {
        var rules = endpoints.MapGroup(Routes.AlertRules).WithTags("Alerts").WithMetadata(new RequestSizeLimitAttribute(AlertLimits.LargestBody)).ProducesProblem(StatusCodes.Status403Forbidden);
        rules.MapGet("", List).RequireRole(Roles.Viewer).WithSummary("The rules by which problems open").WithDescription("Daemons that you may not see are left out.");
        rules.MapGet("{id}", Find).RequireRole(Roles.Viewer).WithSummary("One rule").Produces<RuleResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapPost("", CreateAsync).RequireRole(Roles.Admin).RequireAudit(AuditActions.ChangeRule).WithSummary("Makes a rule")
            .Produces<RuleResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        rules.MapPut("{id}", ChangeAsync).RequireRole(Roles.Admin).RequireAudit(AuditActions.ChangeRule).WithSummary("Changes a rule")
            .Produces<RuleResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapDelete("{id}", DeleteAsync).RequireRole(Roles.Admin).RequireAudit(AuditActions.ChangeRule).WithSummary("Deletes a rule")
            .WithDescription("A built-in rule gets its first settings back; switch it off by `enabled`.").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<RulesResponse> List(Rights rights, StoredRules rules) =>
        TypedResults.Ok(new RulesResponse([.. rules.Current.Where(rule => MatchBody.IsVisible(rule.Match, rights)).Select(rule => RuleResponse.Of(rule, rights))]));

    private static Results<Ok<RuleResponse>, ProblemHttpResult> Find(string id, Rights rights, StoredRules rules) =>
        rules.Current.FirstOrDefault(rule => rule.Id == id) is { } rule && MatchBody.IsVisible(rule.Match, rights) ? TypedResults.Ok(RuleResponse.Of(rule, rights)) : AlertAnswers.Unknown(Kind);

    private static async Task<IResult> CreateAsync(
        RuleBody body, ClaimsPrincipal user, HttpContext http, Rights rights, AlertSources sources, IEnumerable<IRuleCheck> checks, StoredRules rules, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var rule = body.Read(Guid.CreateVersion7(time.GetUtcNow()).ToString("n"), ProblemKinds.Threshold, sources.NamesFor(rights), checks.SingleOrDefault(), errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (rules.Current.Count(other => !other.IsBuiltIn) >= Most)
        {
            return AlertAnswers.TooMany("rules", Most);
        }

        context.Rules.Add(RowOf(rule, user, time));
        return await SaveAsync(null, rule, http, rights, rules, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> ChangeAsync(
        string id, RuleBody body, ClaimsPrincipal user, HttpContext http, Rights rights, AlertSources sources, IEnumerable<IRuleCheck> checks, StoredRules rules, AlertsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (rules.Current.FirstOrDefault(rule => rule.Id == id) is not { } before)
        {
            return AlertAnswers.Unknown(Kind);
        }

        var errors = new FieldErrors();
        var rule = body.Read(id, before.Kind, sources.NamesFor(rights), checks.SingleOrDefault(), errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        // A built-in rule has no row until it is changed.
        var isStored = await context.Rules.AnyAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false);
        context.Entry(RowOf(rule, user, time)).State = isStored ? EntityState.Modified : EntityState.Added;
        return await SaveAsync(before, rule, http, rights, rules, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, StoredRules rules, AlertsDbContext context, CancellationToken cancellationToken)
    {
        if (rules.Current.FirstOrDefault(rule => rule.Id == id) is not { } before)
        {
            return AlertAnswers.Unknown(Kind);
        }

        AuditDetails.Of(http).About(before.Name, id);
        AuditDetails.Of(http).Changed(Audited(before), null);
        await context.Rules.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await rules.ChangedAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SaveAsync(Rule? before, Rule rule, HttpContext http, Rights rights, StoredRules rules, AlertsDbContext context, CancellationToken cancellationToken)
    {
        AuditDetails.Of(http).About(rule.Name, rule.Id);
        AuditDetails.Of(http).Changed(before is null ? null : Audited(before), Audited(rule));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await rules.ChangedAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(RuleResponse.Of(rule, rights));
    }

    private static RuleRow RowOf(Rule rule, ClaimsPrincipal user, TimeProvider time) => new()
    {
        Id = rule.Id,
        Name = rule.Name,
        Kind = rule.Kind,
        IsEnabled = rule.IsEnabled,
        Severity = rule.Severity,
        Match = rule.Match,
        Settings = rule.Settings,
        Runbook = rule.Runbook,
        UpdatedAt = time.GetUtcNow(),
        UpdatedBy = user.NameOf() ?? "",
    };

    private static object Audited(Rule rule) => new { rule.Name, rule.Kind, Enabled = rule.IsEnabled, rule.Severity, rule.Match, rule.Settings, rule.Runbook };
}
