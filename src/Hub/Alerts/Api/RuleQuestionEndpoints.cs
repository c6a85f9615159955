using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Rules;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Problems.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary>What a rule would have done, and why it does or does not fire now.</summary>
internal static class RuleQuestionEndpoints
{
    private static readonly TimeSpan PreviewedTime = TimeSpan.FromDays(30);

    /// <summary>How long the evaluator may take to answer: it does so between two evaluations.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void MapRuleQuestions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Routes.AlertRules + "/preview", PreviewAsync).RequireRole(Roles.Admin).NotAudited().WithTags("Alerts").WithMetadata(new RequestSizeLimitAttribute(AlertLimits.LargestBody))
            .WithSummary("What a rule would have done in the last 30 days").WithDescription("The rule need not be stored, and is not stored by this.")
            .Produces<RulePreview>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapGet(Routes.AlertExplain, ExplainAsync).RequireRole(Roles.Viewer).WithTags("Alerts")
            .WithSummary("Why a rule does or does not fire now").WithDescription("`rule` is a rule's id, `source` a daemon and `pipeline` one of its pipelines' ids; without it, the daemon itself.")
            .Produces<RuleExplanation>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Asks the evaluator, for a limited time.</summary>
    public static async Task<IResult> AskAsync(Func<CancellationToken, Task<RuleExplanation>> ask, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return TypedResults.Ok(await ask(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TypedResults.Problem(
                $"Nothing was evaluated for {Patience.TotalSeconds:0} s. The health check 'evaluator' says why.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Nothing is evaluated now");
        }
    }

    private static async Task<IResult> PreviewAsync(
        RuleBody body, Rights rights, AlertSources sources, StoredRules rules, IEnumerable<IRuleCheck> checks, IEnumerable<IRulePreview> previews, TimeProvider time, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        var kind = errors.OneOf("kind", body.Kind, [ProblemKinds.Threshold, .. rules.Current.Where(rule => rule.IsBuiltIn).Select(rule => rule.Kind)]);
        var rule = body.Read("preview", kind, sources.NamesFor(rights), checks.SingleOrDefault(), errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (previews.SingleOrDefault() is not { } preview)
        {
            return NotPossible();
        }

        if (!preview.CanPreview(kind))
        {
            return TypedResults.Problem($"History does not hold what a rule of the kind {kind} is judged by.", statusCode: StatusCodes.Status409Conflict, title: "No preview of this kind");
        }

        try
        {
            return TypedResults.Ok(await preview.PreviewAsync(rule, now - PreviewedTime, now, cancellationToken).ConfigureAwait(false));
        }
        catch (JournalUnavailableException exception)
        {
            return TypedResults.Problem($"History cannot be read: {exception.Message}.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "No preview now");
        }
    }

    private static async Task<IResult> ExplainAsync(
        string? rule, string? source, string? pipeline, Rights rights, AlertSources sources, StoredRules rules, IEnumerable<IRuleExplainer> explainers, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (ruleId, name) = (errors.Text("rule", rule, AlertLimits.LongestName), errors.Text("source", source, AlertLimits.LongestName));
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (sources.Problem([name], rights) is { } unknown)
        {
            return TypedResults.Problem(unknown, statusCode: StatusCodes.Status404NotFound, title: "Unknown source");
        }

        return rules.Current.FirstOrDefault(known => known.Id == ruleId) is not { } found || !MatchBody.IsVisible(found.Match, rights) ? AlertAnswers.Unknown("rule")
            : explainers.SingleOrDefault() is not { } explainer ? NotPossible()
            : await AskAsync(token => explainer.ExplainAsync(found, name, pipeline, token), time, cancellationToken).ConfigureAwait(false);
    }

    private static ProblemHttpResult NotPossible() => TypedResults.Problem(
        "This process does not evaluate rules.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Nothing is evaluated here");
}
