using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Testing.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Reports that are made at their times, from the page to the mail and its link.</summary>
public sealed class ReportsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Report_IsScheduledByKeyboard_SentAtOnce_AndReadByItsLink()
    {
        await using var inbox = await SmtpInbox.StartAsync();
        await StartAsync(Day.Script(), [.. inbox.Settings]);
        var visitor = await VisitAsync();
        await AddChannelAsync(visitor);
        await visitor.OpenAsync("/reports");
        await Expect(visitor.Page.GetByText("No scheduled reports yet")).ToBeVisibleAsync();
        await InspectAsync(visitor, "reports-none");

        await Schedule(visitor).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByLabel("Name")).ToBeFocusedAsync();
        await InspectAsync(visitor, "reports-schedule");
        await visitor.Page.GetByLabel("Name").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("Week in review");
        await visitor.Page.GetByLabel("Channel").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("team");
        await visitor.Page.GetByLabel("Name").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("Every day at 07:00");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send now: Week in review" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("Sent", new() { Timeout = 30_000 });
        await InspectAsync(visitor, "reports");
        var mail = inbox.Mails.ShouldHaveSingleItem();
        mail.Attachments.ShouldHaveSingleItem();
        var link = mail.TextBody!.Split('\n').Single(line => line.Contains("/reports/", StringComparison.Ordinal)).Trim();

        await visitor.Page.GotoAsync(link);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Week in review" })).ToBeVisibleAsync();
        await InspectAsync(visitor, "reports-file");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        download.SuggestedFilename.ShouldStartWith("flextmonitor-scheduled-report-default-");
    }

    [Fact]
    public async Task Page_SpeaksPortuguese_AndSaysThatALinkHasEnded()
    {
        await StartAsync(Day.Script());
        var visitor = await VisitAsync("Ao vivo", locale: "pt-BR");
        visitor.Expect("404");
        await visitor.OpenAsync("/reports");
        await Expect(visitor.Page.GetByText("Não há canal que possa levar relatórios.")).ToBeVisibleAsync();
        await AddChannelAsync(visitor);
        await visitor.Page.ReloadAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Agendar um relatório" }).ClickAsync();
        await InspectAsync(visitor, "reports-pt");

        await visitor.OpenAsync("/reports/none");

        await Expect(visitor.Page.GetByText("Este relatório não existe")).ToBeVisibleAsync();
        await InspectAsync(visitor, "reports-gone-pt");
    }

    private static ILocator Schedule(Visitor visitor) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Schedule a report" });

    private static async Task AddChannelAsync(Visitor visitor)
    {
        var status = await visitor.Page.EvaluateAsync<int>(
            """
            async () => (await fetch('/api/alerts/channels', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ name: 'team mail', kind: 'email', settings: { to: ['team@example.com'] } }),
            })).status
            """);
        status.ShouldBe(200);
    }
}
