using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using FlextMonitor.Hub.Storage;
using FlextMonitor.Hub.Storage.Leading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>
/// Makes one report, hands it to the outbox and notes what became of it. Its message has the same id however often that is begun, so that a process that takes over sends no second one.
/// </summary>
internal sealed partial class ScheduledReport(
    IDbContextFactory<ReportsDbContext> store, ReportMaker maker, ReportFiles files, ReportOutbox outbox, IPeopleRights people, IAuditTrail trail, TimeProvider time, ILogger<ScheduledReport> logger)
{
    /// <summary>When making a report is tried again after a failure, until its next time.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    private const string NoOwner = "The account of its owner is disabled or was removed.";
    private const string NoRight = "Its owner is not an operator any more.";
    private const string NoChannel = "Its channel was deleted, or cannot carry reports.";
    private const string Busy = "Too many exports run at the same time. It is tried again in 5 minutes.";
    private const string Away = "A store does not answer. It is tried again in 5 minutes, until its next time.";
    private const string Broken = "Making it failed. The log of the monitor says why. It is tried again in 5 minutes, until its next time.";

    /// <summary>Makes the report of a schedule that is due, or that somebody asked for.</summary>
    /// <exception cref="TermOverException">Another process makes it now.</exception>
    public async Task RunAsync(ScheduleRow schedule, long? epoch, CancellationToken cancellationToken)
    {
        var (due, missed) = DueOf(schedule);
        ReportOutcome outcome;
        try
        {
            await trail.RequireAsync(cancellationToken).ConfigureAwait(false);
            outcome = await MakeAsync(schedule, due, missed, epoch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or TermOverException or RightsUnavailableException or AuditUnavailableException))
        {
            // If it is the store of schedules that does not answer, noting this fails too.
            outcome = new ReportOutcome(ReportResult.Failed, StoreFailure.IsUnavailable(exception) ? Away : Broken);
            LogFailed(schedule, outcome, exception);
        }

        await NoteAsync(schedule, due, outcome, cancellationToken).ConfigureAwait(false);
    }

    // Once until it succeeds.
    private void LogFailed(ScheduleRow schedule, ReportOutcome outcome, Exception exception)
    {
        if (schedule.LastReason != outcome.Reason)
        {
            Log.Failed(logger, schedule.Name, schedule.Id, exception);
        }
    }

    // Of several times that passed, the last one is made.
    private (DateTimeOffset Due, int Missed) DueOf(ScheduleRow schedule) => schedule switch
    {
        { NextAt: { } next } when next <= time.GetUtcNow() => schedule.Times.LastUpTo(next, time.GetUtcNow()),
        _ => (schedule.AskedAt!.Value, 0),
    };

    private async Task<ReportOutcome> MakeAsync(ScheduleRow schedule, DateTimeOffset due, int missed, long? epoch, CancellationToken cancellationToken)
    {
        if ((await people.FindAsync([schedule.OwnerId], cancellationToken).ConfigureAwait(false)).SingleOrDefault() is not { } owner)
        {
            return new ReportOutcome(ReportResult.NotSent, NoOwner);
        }

        if (!owner.Rights.Include(Roles.Operator))
        {
            return new ReportOutcome(ReportResult.NotSent, NoRight);
        }

        if (await outbox.FindChannelAsync(schedule.ChannelId, cancellationToken).ConfigureAwait(false) is null)
        {
            return new ReportOutcome(ReportResult.NotSent, NoChannel);
        }

        var (made, refusal) = await maker.MakeAsync(schedule, owner, due, cancellationToken).ConfigureAwait(false);
        return made is null
            ? refusal is null ? new ReportOutcome(ReportResult.Failed, Busy) : new ReportOutcome(ReportResult.NotSent, refusal)
            : await SendAsync(schedule, owner, made, due, missed, epoch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReportOutcome> SendAsync(ScheduleRow schedule, PersonRights owner, MadeReport made, DateTimeOffset due, int missed, long? epoch, CancellationToken cancellationToken)
    {
        var file = FileOf(schedule, made, due);
        if (await files.KeepAsync(file, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return new ReportOutcome(ReportResult.NotSent, refusal);
        }

        var notice = new ReportNotice
        {
            FileId = file.Id,
            FileName = file.Name,
            Title = schedule.Name,
            From = made.From,
            To = made.To,
            Zone = schedule.Times.Zone,
            Sources = made.Sources,
            Owner = owner.Email,
            Bytes = file.Bytes,
            IsAttached = file.Bytes <= ReportFiles.LargestAttached,
            LinkEndsAt = file.EndsAt,
            Missed = missed,
        };
        return await outbox.AddAsync(new ReportDelivery(file.Id, schedule.ChannelId, due, $"/reports/{file.Id}", notice), epoch, cancellationToken).ConfigureAwait(false)
            ? new ReportOutcome(ReportResult.Made, made.Missing, file)
            : new ReportOutcome(ReportResult.NotSent, NoChannel);
    }

    private ReportFileRow FileOf(ScheduleRow schedule, MadeReport made, DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        return new ReportFileRow
        {
            Id = $"{schedule.Id}-{due.ToUnixTimeMilliseconds()}",
            Name = made.FileName,
            Title = schedule.Name,
            Sources = made.Sources,
            From = made.From,
            To = made.To,
            MadeAt = now,
            EndsAt = now + ReportFiles.Kept,
            Rows = made.Rows,
            Bytes = made.Content.Length,
            Content = made.Content,
        };
    }

    // If somebody changed the schedule meanwhile, the times that they set stay.
    private async Task NoteAsync(ScheduleRow schedule, DateTimeOffset due, ReportOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isFailed = outcome.Result == ReportResult.Failed;
        var next = isFailed || schedule.NextAt is null ? schedule.NextAt : schedule.NextAt <= now ? schedule.Times.NextAfter(now) : schedule.NextAt;
        DateTimeOffset? retryAt = isFailed ? now + RetryAfter : null;
        var fileId = outcome.File?.Id ?? schedule.LastFileId;
        await using var context = await store.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Schedules.Where(row => row.Id == schedule.Id).ExecuteUpdateAsync(
            row => row.SetProperty(to => to.LastDueAt, due).SetProperty(to => to.LastAt, now).SetProperty(to => to.LastResult, outcome.Result).SetProperty(to => to.LastReason, outcome.Reason)
                .SetProperty(to => to.LastFileId, fileId),
            cancellationToken).ConfigureAwait(false);
        await context.Schedules.Where(row => row.Id == schedule.Id && row.NextAt == schedule.NextAt && row.UpdatedAt == schedule.UpdatedAt)
            .ExecuteUpdateAsync(row => row.SetProperty(to => to.NextAt, next).SetProperty(to => to.RetryAt, retryAt), cancellationToken).ConfigureAwait(false);
        if (!isFailed)
        {
            await context.Schedules.Where(row => row.Id == schedule.Id && row.AskedAt == schedule.AskedAt).ExecuteUpdateAsync(row => row.SetProperty(to => to.AskedAt, (DateTimeOffset?)null), cancellationToken).ConfigureAwait(false);
            await RecordAsync(schedule, due, outcome).ConfigureAwait(false);
        }
    }

    private Task RecordAsync(ScheduleRow schedule, DateTimeOffset due, ReportOutcome outcome)
    {
        if (outcome.Result == ReportResult.NotSent)
        {
            Log.NotSent(logger, schedule.Name, schedule.Id, outcome.Reason!);
        }

        return trail.RecordAsync(new AuditEvent(AuditActions.SendReport, AuditEvent.Monitor, outcome.File is null ? AuditOutcome.Failed : AuditOutcome.Done) { Subject = schedule.Name, SubjectId = schedule.Id }
            .Changed(null, new { Owner = schedule.OwnerName, Due = due, File = outcome.File?.Name, outcome.File?.Sources, outcome.File?.Rows, Channel = schedule.ChannelId, outcome.Reason }));
    }

    private sealed record ReportOutcome(ReportResult Result, string? Reason, ReportFileRow? File = null);

    private static partial class Log
    {
        [LoggerMessage(2901, LogLevel.Error, "The report {Name} ({Id}) could not be made")]
        public static partial void Failed(ILogger logger, string name, string id, Exception exception);

        [LoggerMessage(2902, LogLevel.Warning, "The report {Name} ({Id}) was not sent: {Reason}")]
        public static partial void NotSent(ILogger logger, string name, string id, string reason);
    }
}
