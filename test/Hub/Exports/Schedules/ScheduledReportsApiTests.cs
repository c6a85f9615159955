using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Reports;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Exports.Schedules;

/// <summary>Who may have reports sent, and what may be asked.</summary>
public sealed class ScheduledReportsApiTests() : ScheduledReportsApi(new SqliteDatabases())
{
    [Fact]
    public async Task Schedules_OfOthers_AreForAdministratorsOnly()
    {
        var id = await CreateAsync();

        (await AskAsync(HttpMethod.Get, "", user: "grace")).Answer!["schedules"]!.AsArray().ShouldBeEmpty();
        (await AskAsync(HttpMethod.Get, $"/{id}", user: "grace")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(HttpMethod.Put, $"/{id}", Body(), user: "grace")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(HttpMethod.Post, $"/{id}/send", user: "grace")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(HttpMethod.Delete, $"/{id}", user: "grace")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(HttpMethod.Get, "", role: Roles.Viewer)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var seen = (await AskAsync(HttpMethod.Get, "", role: Roles.Admin, user: "grace")).Answer!["schedules"]!.AsArray().Single()!;
        ((string)seen["owner"]!, (bool)seen["isOwn"]!, (string)seen["channelName"]!).ShouldBe(("ada@example.org", false, "mail"));
        (await AskAsync(HttpMethod.Put, $"/{id}", Body(body => body["name"] = "Changed"), Roles.Admin, user: "grace")).Answer!["owner"]!.ToString().ShouldBe("ada@example.org");
        (await AskAsync(HttpMethod.Delete, $"/{id}", role: Roles.Admin, user: "grace")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("name", "", "name has 0 characters, and must have 1 to 120.")]
    [InlineData("range", "year", "range is 'year', and may be day, week, month.")]
    [InlineData("range", null, "range is missing, and may be day, week, month.")]
    [InlineData("every", "hour", "every is 'hour', and may be day, week, month.")]
    [InlineData("at", "7", "at is '7', and must be a time such as 07:00.")]
    [InlineData("zone", "Lisbon", "zone is 'Lisbon', and must be the name of a time zone, such as Europe/Lisbon or UTC.")]
    [InlineData("paper", "a3", "paper is 'a3', and may be a4, letter.")]
    [InlineData("channel", "none", "There is no such channel, or it cannot carry reports.")]
    [InlineData("channel", "pager", "There is no such channel, or it cannot carry reports.")]
    [InlineData("dashboard", "none", "There is no such dashboard, or you may not see it.")]
    public async Task Create_WithABadField_SaysWhatIsAllowed(string field, string? value, string problem)
    {
        await AddChannelAsync("pager", "pagerduty", new JsonObject { ["routingKey"] = new string('a', 32) });

        var (status, answer) = await AskAsync(HttpMethod.Post, "", Body(body => body[field] = value));

        status.ShouldBe(HttpStatusCode.BadRequest);
        ((string)answer!["errors"]![field]![0]!).ShouldBe(problem);
    }

    [Fact]
    public async Task Create_WithADaemonThatTheCallerMayNotSee_IsRefused()
    {
        await RecordAsync(Given.Status() with { Source = "other" });

        var (status, answer) = await AskAsync(HttpMethod.Post, "", Body(body => body["sources"] = new JsonArray("other")), sources: Given.Source);

        status.ShouldBe(HttpStatusCode.BadRequest);
        ((string)answer!["errors"]!["sources"]![0]!).ShouldStartWith("Unknown daemon");
    }

    [Fact]
    public async Task Send_AtOnce_AlsoWhilePaused_SendsWithoutChangingTheTimes()
    {
        var id = await CreateAsync(body => body["isPaused"] = true);
        Clock.SetUtcNow(Due.AddHours(1));
        (await WorkAsync()).ShouldBeNull();

        var (status, answer) = await AskAsync(HttpMethod.Post, $"/{id}/send");
        await WorkAsync();

        (status, (bool)answer!["isAsked"]!).ShouldBe((HttpStatusCode.Accepted, true));
        (await MailsAsync(1)).Single().TextBody!.ShouldNotContain("late");
        var schedule = await FindAsync(id);
        ((bool)schedule["isAsked"]!, (bool)schedule["isPaused"]!, schedule["nextAt"]).ShouldBe((false, true, null));
    }

    [Fact]
    public async Task File_OfDaemonsThatTheReaderMayNotSee_DoesNotExist()
    {
        var id = await CreateAsync(body => body["sources"] = new JsonArray(Given.Source));
        Clock.SetUtcNow(Due);
        await WorkAsync();
        var file = $"/api/export/files/{(string)(await FindAsync(id))["last"]!["file"]!["id"]!}";

        (await FetchAsync(file, sources: "other")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FetchAsync($"{file}.pdf", sources: "other")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FetchAsync(file, role: null)).Answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        JsonNode.Parse((await FetchAsync(file, sources: Given.Source)).Body)!["title"]!.ToString().ShouldBe("Morning report");
        (await FetchAsync($"{file}.pdf", sources: Given.Source)).Answer.Content.Headers.ContentDisposition!.FileName!.ShouldStartWith("flextmonitor-scheduled-report-default-");
    }

    [Fact]
    public async Task Report_ThatIsTooLargeToGoAlong_IsALink()
    {
        var notice = new ReportNotice
        {
            FileId = "large",
            FileName = "large.pdf",
            Title = "Everything",
            From = Due.AddDays(-1),
            To = Due,
            Zone = "Europe/Lisbon",
            Sources = [Given.Source],
            Owner = "ada@example.org",
            Bytes = 12_345_678,
            IsAttached = false,
            LinkEndsAt = Due.AddDays(7),
        };

        (await Services.GetRequiredService<ReportOutbox>().AddAsync(new ReportDelivery("large", "mail", Clock.GetUtcNow(), "/reports/large", notice), null, Cancelled).DefaultTimeout()).ShouldBeTrue();

        var mail = (await MailsAsync(1)).Single();
        mail.Attachments.ShouldBeEmpty();
        mail.TextBody!.ShouldContain("The report (12.3 MB) can be read after signing in until 2026-01-10 07:00:00 UTC:\nhttps://monitor.example/reports/large");
    }
}
