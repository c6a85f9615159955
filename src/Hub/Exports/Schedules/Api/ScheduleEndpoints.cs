using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Api;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards.Api;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FlextMonitor.Hub.Exports.Schedules.Api;

/// <summary><c>/api/export/schedules</c>: operators have reports made at their times; administrators see and change all of them.</summary>
internal static class ScheduleEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static void MapSchedules(this IEndpointRouteBuilder endpoints)
    {
        var schedules = endpoints.MapGroup(Routes.ExportSchedules).RequireRole(Roles.Operator).RequirePerson().WithTags("Exports").WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .ProducesProblem(StatusCodes.Status403Forbidden);
        schedules.MapGet("", ListAsync).WithSummary("Reports that are made at their times").WithDescription("One's own, by name; all of them for administrators.");
        schedules.MapGet("channels", ChannelsAsync).WithSummary("The channels that can carry reports");
        schedules.MapGet("{id}", FindAsync).WithSummary("One scheduled report").Produces<ScheduleResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        schedules.MapPost("", CreateAsync).RequireAudit(AuditActions.ChangeReport).WithSummary("Has a report made at its times")
            .WithDescription("Daily, weekly or monthly, with the rights that its owner has at that time. It is sent by a channel of alerts, and tried for 24 h.")
            .Produces<ScheduleResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
        schedules.MapPut("{id}", ChangeAsync).RequireAudit(AuditActions.ChangeReport).WithSummary("Changes a scheduled report").WithDescription("Its owner stays.")
            .Produces<ScheduleResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        schedules.MapDelete("{id}", DeleteAsync).RequireAudit(AuditActions.ChangeReport).WithSummary("Deletes a scheduled report").WithDescription("What was made is still sent, and kept for 7 days.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        schedules.MapPost("{id}/send", SendAsync).RequireAudit(AuditActions.ChangeReport).WithSummary("Has a report made and sent at once")
            .WithDescription("202: it is made in the background, also while it is paused; `last` of the schedule says what became of it.")
            .Produces<ScheduleResponse>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<SchedulesResponse>> ListAsync(DashboardCaller caller, ScheduleStore store, ScheduleAnswers answers, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SchedulesResponse(await answers.OfAsync(await store.ListAsync(OwnerFor(caller), cancellationToken).ConfigureAwait(false), caller, cancellationToken).ConfigureAwait(false)));

    private static async Task<Ok<ReportChannelsResponse>> ChannelsAsync(ReportOutbox outbox, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ReportChannelsResponse(await outbox.ChannelsAsync(cancellationToken).ConfigureAwait(false)));

    private static async Task<Results<Ok<ScheduleResponse>, ProblemHttpResult>> FindAsync(string id, DashboardCaller caller, ScheduleStore store, ScheduleAnswers answers, CancellationToken cancellationToken) =>
        await store.FindAsync(id, OwnerFor(caller), cancellationToken).ConfigureAwait(false) is { } row
            ? TypedResults.Ok(await answers.OfAsync(row, caller, cancellationToken).ConfigureAwait(false))
            : Unknown();

    private static async Task<IResult> CreateAsync(
        ScheduleBody body, DashboardCaller caller, HttpContext http, ScheduleStore store, ScheduleAnswers answers, ScheduleCheck check, ReportSignal signal, TimeProvider time, CancellationToken cancellationToken)
    {
        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        if (await check.ReadAsync(body, caller, errors, cancellationToken).ConfigureAwait(false) is not { } wanted)
        {
            return errors.ToProblem();
        }

        var row = new ScheduleRow
        {
            Id = Guid.CreateVersion7(now).ToString("n"),
            OwnerId = caller.PersonId!,
            OwnerName = caller.Name,
            Name = wanted.Name,
            Plan = wanted.Plan,
            Times = wanted.Times,
            ChannelId = wanted.ChannelId,
            NextAt = body.IsPaused ? null : wanted.Times.NextAfter(now),
            UpdatedAt = now,
            UpdatedBy = caller.Name,
        };
        AuditDetails.Of(http).About(row.Name, row.Id);
        AuditDetails.Of(http).Changed(null, Audited(row));
        if (!await store.TryAddAsync(row, cancellationToken).ConfigureAwait(false))
        {
            return TypedResults.Problem(
                $"A person may have {ScheduleStore.MostOfPerson} scheduled reports, and all together {ScheduleStore.Most}. Delete those that are not used any more.",
                statusCode: StatusCodes.Status409Conflict,
                title: "Too many scheduled reports");
        }

        signal.Changed.Set();
        return TypedResults.Ok(await answers.OfAsync(row, caller, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> ChangeAsync(
        string id, ScheduleBody body, DashboardCaller caller, HttpContext http, ScheduleStore store, ScheduleAnswers answers, ScheduleCheck check, ReportSignal signal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, OwnerFor(caller), cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return Unknown();
        }

        var (errors, now) = (new FieldErrors(), time.GetUtcNow());
        if (await check.ReadAsync(body, caller, errors, cancellationToken).ConfigureAwait(false) is not { } wanted)
        {
            return errors.ToProblem();
        }

        var before = Audited(row);
        (row.Name, row.Plan, row.Times, row.ChannelId) = (wanted.Name, wanted.Plan, wanted.Times, wanted.ChannelId);
        (row.NextAt, row.UpdatedAt, row.UpdatedBy) = (body.IsPaused ? null : wanted.Times.NextAfter(now), now, caller.Name);
        AuditDetails.Of(http).About(row.Name, id);
        AuditDetails.Of(http).Changed(before, Audited(row));
        if (!await store.TryChangeAsync(row, cancellationToken).ConfigureAwait(false))
        {
            return Unknown();
        }

        signal.Changed.Set();
        return TypedResults.Ok(await answers.OfAsync(row, caller, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> DeleteAsync(string id, DashboardCaller caller, HttpContext http, ScheduleStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, OwnerFor(caller), cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return Unknown();
        }

        AuditDetails.Of(http).About(row.Name, id);
        AuditDetails.Of(http).Changed(Audited(row), null);
        await store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SendAsync(
        string id, DashboardCaller caller, HttpContext http, ScheduleStore store, ScheduleAnswers answers, ReportSignal signal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, OwnerFor(caller), cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return Unknown();
        }

        AuditDetails.Of(http).About(row.Name, id);
        AuditDetails.Of(http).Changed(null, new { AtOnce = true });
        row.AskedAt = time.GetUtcNow();
        await store.AskAsync(id, row.AskedAt.Value, cancellationToken).ConfigureAwait(false);
        signal.Changed.Set();
        return TypedResults.Accepted((string?)null, await answers.OfAsync(row, caller, cancellationToken).ConfigureAwait(false));
    }

    private static ProblemHttpResult Unknown() => TypedResults.Problem(
        "There is no such scheduled report, or it is not yours.", statusCode: StatusCodes.Status404NotFound, title: "Unknown scheduled report");

    // Null: all of them.
    private static string? OwnerFor(DashboardCaller caller) => caller.Rights.SourcesFor(Roles.Admin) is null ? null : caller.PersonId!;

    private static object Audited(ScheduleRow row) => new { row.Name, Owner = row.OwnerName, row.Plan, row.Times, Channel = row.ChannelId, IsPaused = row.NextAt is null };
}

/// <summary>Channels that can carry reports.</summary>
/// <param name="Channels">By name; may be empty.</param>
internal sealed record ReportChannelsResponse(IReadOnlyList<ReportChannel> Channels);
