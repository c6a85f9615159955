using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Problems.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Alerts.Api;

/// <summary><c>/api/problems/{id}/acknowledge</c>: a person takes responsibility for a problem, or takes that back.</summary>
internal static class AcknowledgeEndpoints
{
    private const int LongestNote = 500;
    private static readonly int[] Hours = [1, 4, 8, 24];

    public static void MapAcknowledgements(this IEndpointRouteBuilder endpoints)
    {
        var problem = endpoints.MapGroup(Routes.Problems + "/{id}/acknowledge").RequireRole(Roles.Operator).WithTags("Problems")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        problem.MapPost("", AcknowledgeAsync).Audited(AuditActions.Acknowledge).WithSummary("Takes responsibility for a problem")
            .WithDescription("`hours` is 1, 4, 8 or 24. Reminders and escalations stop for as long. It ends early if the problem gets worse. 202: recorded, but nothing is being evaluated now.")
            .Produces<RecordedResponse>(StatusCodes.Status202Accepted).Produces(StatusCodes.Status204NoContent).ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        problem.MapDelete("", TakeBackAsync).Audited(AuditActions.TakeBackAcknowledgement).WithSummary("Takes an acknowledgement back")
            .Produces<RecordedResponse>(StatusCodes.Status202Accepted).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AcknowledgeAsync(
        string id, AcknowledgeRequest request, ClaimsPrincipal user, HttpContext http, Rights rights, ProblemReader reader, ProblemCommands commands, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var note = errors.OptionalText("note", request.Note, LongestNote);
        if (request.Hours is not { } hours || !Hours.Contains(hours))
        {
            errors.Add("hours", $"hours is {request.Hours?.ToString(CultureInfo.InvariantCulture) ?? "missing"}, and may be {string.Join(", ", Hours)}.");
            return errors.ToProblem();
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var until = time.GetUtcNow().AddHours(hours);
        AuditDetails.Of(http).Changed(null, new { Until = until, Note = note });
        CommandRow Command(ProblemRow row) => new() { Kind = ProblemCommandKind.Acknowledge, ProblemId = row.Id, By = NameOf(user), At = time.GetUtcNow(), Until = until, Note = note };
        return await AskAsync(id, Command, http, rights, reader, commands, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> TakeBackAsync(
        string id, ClaimsPrincipal user, HttpContext http, Rights rights, ProblemReader reader, ProblemCommands commands, TimeProvider time, CancellationToken cancellationToken)
    {
        CommandRow Command(ProblemRow row) => new() { Kind = ProblemCommandKind.TakeBack, ProblemId = row.Id, By = NameOf(user), At = time.GetUtcNow() };
        return await AskAsync(id, Command, http, rights, reader, commands, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IResult> AskAsync(
        string id, Func<ProblemRow, CommandRow> command, HttpContext http, Rights rights, ProblemReader reader, ProblemCommands commands, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, rights, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            AuditDetails.Of(http).IsRefused = await reader.ExistsAsync(id, cancellationToken).ConfigureAwait(false);
            return AlertAnswers.Unknown("problem");
        }

        AuditDetails.Of(http).About($"{row.Source}: {row.Problem.Title}", row.Id);
        if (!rights.Include(Roles.Operator, row.Source))
        {
            return AlertAnswers.NotPermitted();
        }

        if (row.ResolvedAt is not null)
        {
            return TypedResults.Problem("The problem is over.", statusCode: StatusCodes.Status409Conflict, title: "Problem is over");
        }

        return await commands.AskAsync(command(row), null, cancellationToken).ConfigureAwait(false) ? TypedResults.NoContent() : AlertAnswers.Recorded();
    }

    private static string NameOf(ClaimsPrincipal user) => user.NameOf() ?? "";
}

/// <summary>The body of an acknowledgement.</summary>
/// <param name="Hours">For how long: 1, 4, 8 or 24.</param>
/// <param name="Note">For others to read, at most 500 characters; <c>null</c> for none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AcknowledgeRequest(int? Hours, string? Note = null);
