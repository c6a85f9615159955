using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Exports.Schedules;
using FlextMonitor.Hub.Storage.Leading;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using UglyToad.PdfPig;

namespace FlextMonitor.Hub.Tests.Exports.Schedules;

/// <summary>Reports are made at their times, once, with the rights of their owner, and sent by the outbox.</summary>
public abstract class ScheduledReportTests(TestDatabases databases) : ScheduledReportsApi(databases)
{
    [Fact]
    public async Task Report_WhenItsTimeComes_IsMailedWithItsFile()
    {
        var id = await CreateAsync();
        (await WorkAsync()).ShouldBe(Due);
        Clock.SetUtcNow(Due);

        (await WorkAsync()).ShouldBe(Due.AddDays(1));

        var mail = (await MailsAsync(1)).Single();
        mail.Subject.ShouldBe("Report: Morning report");
        mail.TextBody!.ShouldContain("From: 2026-01-02 00:00 +00:00\nTo: 2026-01-03 00:00 +00:00");
        mail.TextBody!.ShouldContain($"The report is attached");
        mail.TextBody!.ShouldContain($"until 2026-01-10 07:00:00 UTC:\nhttps://monitor.example/reports/{id}-");
        mail.TextBody!.ShouldNotContain("late");
        TextOf(AttachmentOf(mail)).ShouldContain("ORA-01555");
        var last = (await Eventually.GetAsync(() => FindAsync(id), schedule => (string?)schedule["last"]!["result"] == "delivered"))["last"]!;
        ((string)last["answer"]!, (string?)last["reason"]).ShouldBe(("The mail server took it over.", null));
    }

    [Fact]
    public async Task Report_ByWebhook_IsSignedJsonWithTheFile()
    {
        await using var receiver = await RecordingReceiver.StartAsync(_ => Task.CompletedTask);
        await AddChannelAsync("hook", "webhook", new JsonObject { ["url"] = receiver.Address, ["secret"] = "s3cr3t" });
        await CreateAsync(body => body["channel"] = "hook");
        Clock.SetUtcNow(Due);

        await WorkAsync();

        var request = await receiver.NextAsync();
        request.Headers.ShouldContainKey("X-FlextMonitor-Signature");
        var sent = JsonNode.Parse(request.Body)!;
        ((string)sent["event"]!, (bool)sent["late"]!, sent["problems"]!.AsArray().Count).ShouldBe(("report", false, 0));
        ((string)sent["report"]!["title"]!, (string)sent["report"]!["sources"]![0]!).ShouldBe(("Morning report", Given.Source));
        TextOf(Convert.FromBase64String((string)sent["report"]!["content"]!)).ShouldContain("ORA-01555");
    }

    [Fact]
    public async Task Report_ThatTheReceiverDoesNotTake_IsTriedAgain()
    {
        var status = StatusCodes.Status503ServiceUnavailable;
        await using var receiver = await RecordingReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await AddChannelAsync("hook", "webhook", new JsonObject { ["url"] = receiver.Address, ["secret"] = "s3cr3t" });
        var id = await CreateAsync(body => body["channel"] = "hook");
        Clock.SetUtcNow(Due);
        await WorkAsync();
        var first = await receiver.NextAsync();
        var waiting = await Eventually.GetAsync(() => FindAsync(id), schedule => (string?)schedule["last"]!["answer"] is not null);

        status = StatusCodes.Status200OK;
        Clock.Advance(TimeSpan.FromMinutes(5));

        ((string)waiting["last"]!["result"]!, (string)waiting["last"]!["answer"]!).ShouldBe(("waiting", "503"));
        var second = await receiver.NextAsync();
        second.Headers["Idempotency-Key"].ShouldBe(first.Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Owner_WhoIsDisabledOrLostTheRight_GetsNothingSentAndIsToldWhy()
    {
        var id = await CreateAsync();
        People.Disable("ada");
        Clock.SetUtcNow(Due);

        await WorkAsync();

        var schedule = await FindAsync(id);
        ((string)schedule["last"]!["result"]!, (string)schedule["last"]!["reason"]!).ShouldBe(("not-sent", "The account of its owner is disabled or was removed."));
        People.Grant("ada", Roles.Viewer);
        Clock.SetUtcNow(Due.AddDays(1));
        await WorkAsync();
        ((string)(await FindAsync(id))["last"]!["reason"]!).ShouldBe("Its owner is not an operator any more.");
        (await DeliveriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Daemons_ThatTheOwnerMayNotSeeAnyMore_AreLeftOut()
    {
        await RecordAsync(Given.Status() with { Source = "other" });
        var id = await CreateAsync(body => body["sources"] = new JsonArray(Given.Source, "other"));
        People.Grant("ada", Roles.Operator, Given.Source);
        Clock.SetUtcNow(Due);

        await WorkAsync();

        TextOf(AttachmentOf((await MailsAsync(1)).Single())).ShouldNotContain("other");
        ((string)(await FindAsync(id))["last"]!["reason"]!).ShouldBe("Daemons that its owner may not see, or that are not there any more, are left out: 1.");
        People.Grant("ada", Roles.Operator, "third");
        Clock.SetUtcNow(Due.AddDays(1));
        await WorkAsync();
        ((string)(await FindAsync(id))["last"]!["result"]!).ShouldBe("not-sent");
    }

    [Fact]
    public async Task Times_ThatPassedWhileTheMonitorWasAway_AreMadeUpForOnceAndSaySo()
    {
        await CreateAsync();
        Clock.SetUtcNow(Due.AddDays(2).AddHours(3));

        await WorkAsync();
        await WorkAsync();

        var mail = (await MailsAsync(1)).Single();
        mail.TextBody!.ShouldStartWith("It was due at 2026-01-05 07:00:00 UTC. It is sent late.\nEarlier reports that were not made, because the monitor was away: 2");
        mail.TextBody!.ShouldContain("From: 2026-01-04 00:00 +00:00");
        (await DeliveriesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ProcessThatIsKilledBeforeItNotesTheReport_LeavesNoSecondMessage()
    {
        var id = await CreateAsync();
        Clock.SetUtcNow(Due);
        await WorkAsync();
        await MailsAsync(1);
        await ChangeAsync(schedules => schedules.ExecuteUpdateAsync(row => row.SetProperty(to => to.NextAt, Due), Cancelled));

        await WorkAsync();

        (await DeliveriesAsync()).ShouldHaveSingleItem();
        DateTimeOffset.Parse((string)(await FindAsync(id))["nextAt"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Due.AddDays(1));
    }

    [Fact]
    public async Task ProcessThatWasStopped_InAnEarlierTerm_SendsNothing()
    {
        await CreateAsync();
        Clock.SetUtcNow(Due);
        await ((ProblemJournal)Services.GetRequiredService<IProblemJournal>()).BeginTermAsync(2, Cancelled);

        await Should.ThrowAsync<TermOverException>(() => WorkAsync(epoch: 1));

        (await DeliveriesAsync()).ShouldBeEmpty();
        await WorkAsync(epoch: 2);
        await WorkAsync(epoch: 2);
        (await DeliveriesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Failure_IsToldAndTriedAgain()
    {
        var id = await CreateAsync();
        await ChangeAsync(schedules => schedules.ExecuteUpdateAsync(row => row.SetProperty(to => to.Times, new ReportTimes(ReportPeriod.Day, null, null, new TimeOnly(7, 0), "Nowhere/None")), Cancelled));
        await ChangeAsync(schedules => schedules.ExecuteUpdateAsync(row => row.SetProperty(to => to.AskedAt, Clock.GetUtcNow()), Cancelled));

        await WorkAsync();

        var last = (await FindAsync(id))["last"]!;
        ((string)last["result"]!, (string)last["reason"]!).ShouldBe(("failed", "Making it failed. The log of the monitor says why. It is tried again in 5 minutes, until its next time."));
        await ChangeAsync(schedules => schedules.ExecuteUpdateAsync(
            row => row.SetProperty(to => to.Times, new ReportTimes(ReportPeriod.Day, null, null, new TimeOnly(7, 0), "UTC")), Cancelled));
        await WorkAsync();
        (await DeliveriesAsync()).ShouldBeEmpty();
        Clock.Advance(ScheduledReport.RetryAfter);
        await WorkAsync();
        (await MailsAsync(1)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Files_EndAfterSevenDays()
    {
        var id = await CreateAsync();
        Clock.SetUtcNow(Due);
        await WorkAsync();
        var file = (string)(await FindAsync(id))["last"]!["file"]!["id"]!;
        (await FileAsync($"/api/export/files/{file}.pdf", Roles.Viewer)).Length.ShouldBeGreaterThan(1000);

        Clock.SetUtcNow(Due + ReportFiles.Kept);

        (await FetchAsync($"/api/export/files/{file}.pdf")).Answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await ChangeAsync(schedules => schedules.ExecuteDeleteAsync(Cancelled));
        await WorkAsync();
        await using var context = await Services.GetRequiredService<IDbContextFactory<ReportsDbContext>>().CreateDbContextAsync(Cancelled);
        (await context.Files.CountAsync(Cancelled)).ShouldBe(0);
    }

    private async Task ChangeAsync(Func<DbSet<ScheduleRow>, Task> change)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<ReportsDbContext>>().CreateDbContextAsync(Cancelled);
        await change(context.Schedules);
    }

    private static byte[] AttachmentOf(MimeMessage mail)
    {
        var part = (MimePart)mail.Attachments.Single();
        part.FileName.ShouldStartWith("flextmonitor-period-report-");
        part.ContentType.MimeType.ShouldBe("application/pdf");
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content, Cancelled);
        return content.ToArray();
    }

    private static string TextOf(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        return string.Join(' ', document.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }

    public sealed class OnSqlite() : ScheduledReportTests(new SqliteDatabases());

    public sealed class OnPostgres(PostgresServer server) : ScheduledReportTests(new PostgresDatabases(server));
}
